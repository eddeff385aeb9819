// The request head through Beast's parser, behind a stricter check of every byte; then the body.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/parse.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>

#include "base/text.h"

namespace muniment::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using View = boost::beast::string_view;

// Beast calls us for each part of the head; it never sees a body.
class HeadParser final : public beast::http::basic_parser<true> {
  public:
    HeadParser(Request& request, std::string& target, int& version, std::size_t header_bytes_max)
        : request_(request), target_(target), version_(version) {
        header_limit(static_cast<std::uint32_t>(header_bytes_max));
        body_limit(boost::none);
    }

  private:
    void on_request_impl(beast::http::verb, View method, View target, int version,
                         error_code&) override {
        request_.method = method;
        target_ = target;
        version_ = version;
    }
    void on_field_impl(beast::http::field, View name, View value, error_code&) override {
        request_.headers.add(name, value);
    }
    void on_response_impl(int, View, int, error_code&) override {}
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
    std::size_t on_body_impl(View, error_code&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, View, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View, error_code&) override { return 0; }
    void on_finish_impl(error_code&) override {}

    Request& request_;
    std::string& target_;
    int& version_;
};

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "close" among the comma-separated words of Connection (RFC 9112 9.3).
bool says_close(const Headers& headers) {
    for (const auto& [name, value] : headers.items()) {
        if (!same_name(name, "Connection")) continue;
        for (const std::string_view word : split(value, ','))
            if (same_name(trim(word), "close")) return true;
    }
    return false;
}

}  // namespace

std::size_t RequestReader::feed(std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size() && (state_ == State::head || state_ == State::body)) {
        const std::string_view rest = bytes.substr(used);
        used += state_ == State::head ? feed_head(rest)
                : chunked_            ? feed_chunked(rest)
                                      : feed_sized(rest);
    }
    taken_ += used;
    return used;
}

std::size_t RequestReader::feed_head(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool at_end = bytes[i] == '\n' && head_.size() == line_start_ + 1;
        if (!head_byte(static_cast<unsigned char>(bytes[i]))) return i + 1;
        head_ += bytes[i];
        if (bytes[i] == '\n') line_start_ = head_.size();
        if (at_end) {
            finish_head();
            return i + 1;
        }
    }
    return bytes.size();
}

// Refuses at once what no later byte can mend, so that a client of another protocol (TLS, say) is
// not left waiting.
bool RequestReader::head_byte(unsigned char byte) {
    if (head_.size() >= limits_.header_bytes_max)
        return refuse(431, Fault::incorrect,
                      "The request line and header fields are over " +
                          std::to_string(limits_.header_bytes_max) + " bytes; send less.");
    const bool after_cr = !head_.empty() && head_.back() == '\r';
    if (after_cr != (byte == '\n'))
        return refuse(
            "Lines of the head must end with CR LF, and neither may stand alone "
            "(RFC 9112 2.2).");
    if ((byte < 0x20 && byte != '\t' && byte != '\r' && byte != '\n') || byte == 0x7f)
        return refuse("The head of the request has a control character (RFC 9110 5.5).");
    if (head_.size() == line_start_ && (byte == ' ' || byte == '\t'))
        return refuse("A header line begins with white space (RFC 9112 5.2).");
    if (head_.empty() && byte == '\r')
        return refuse("The request begins with an empty line (RFC 9112 2.2).");
    return true;
}

void RequestReader::finish_head() {
    HeadParser parser(request_, target_, version_, limits_.header_bytes_max + 1);
    error_code failed;
    parser.put(boost::asio::buffer(head_), failed);
    const bool whole = !failed && parser.is_header_done();
    head_ = {};
    if (!whole) {
        refuse("The request line or a header field is not well formed (RFC 9112 3, 5).");
        return;
    }
    if (!check_fields() || !check_host() || !check_framing() || !check_expect()) return;
    auto target = parse_target(target_);
    if (!target) {
        refuse(target.error().message);
        return;
    }
    request_.path = std::move(target->path);
    request_.query = std::move(target->query);
    keep_alive_ = version_ >= 11 && !says_close(request_.headers);
    state_ = chunked_ || left_ > 0 ? State::body : State::done;
}

bool RequestReader::check_fields() {
    const auto& items = request_.headers.items();
    if (items.size() > limits_.header_count_max)
        return refuse(431, Fault::incorrect,
                      "The request has more than " + std::to_string(limits_.header_count_max) +
                          " header fields; send fewer.");
    const bool utf8 = std::all_of(items.begin(), items.end(),
                                  [](const auto& item) { return is_utf8(item.second); });
    return utf8 || refuse("A header field is not UTF-8.");
}

bool RequestReader::check_host() {
    const std::size_t count = request_.headers.count("Host");
    if (count > 1) return refuse("The request has more than one Host field (RFC 9112 3.2).");
    if (count == 0 && (version_ >= 11 || !limits_.hosts.empty()))
        return refuse("The request has no Host field (RFC 9112 3.2).");
    if (count == 0) return true;
    const std::string_view host = request_.headers.get("Host");
    if (!host_name(host)) return refuse("The Host field is not a host name (RFC 9112 3.2).");
    return host_allowed(host, limits_.hosts) ||
           refuse(421, Fault::incorrect,
                  "This server does not go by the name in the Host field; use its own address, or "
                  "add the name to the configured hosts.");
}

// Where the body ends must have one reading only (RFC 9112 6.3, 11.2).
bool RequestReader::check_framing() {
    const Headers& headers = request_.headers;
    const std::size_t lengths = headers.count("Content-Length");
    const std::size_t codings = headers.count("Transfer-Encoding");
    if (lengths > 0 && codings > 0)
        return refuse("The request has both Content-Length and Transfer-Encoding (RFC 9112 6.3).");
    if (lengths > 1 || codings > 1)
        return refuse("Content-Length or Transfer-Encoding is given twice (RFC 9112 6.3).");
    if (lengths == 1) return check_length(*headers.find("Content-Length"));
    if (codings == 0) return true;
    if (version_ < 11) return refuse("HTTP/1.0 has no Transfer-Encoding (RFC 9112 6.1).");
    if (!same_name(headers.get("Transfer-Encoding"), "chunked"))
        return refuse(501, Fault::unsupported,
                      "The only transfer coding read here is chunked (RFC 9112 7).");
    chunked_ = true;
    return true;
}

bool RequestReader::check_length(const std::string& text) {
    if (text.empty() || !all_digits(text))
        return refuse("Content-Length is not a number (RFC 9110 8.6).");
    // Nineteen digits always fit 64 bits; more is over any limit.
    if (text.size() > 19 || std::stoull(text) > limits_.body_bytes_max)
        return refuse(413, Fault::incorrect,
                      "The body is over " + std::to_string(limits_.body_bytes_max) + " bytes.");
    left_ = std::stoull(text);
    return true;
}

bool RequestReader::check_expect() {
    const std::string* expect = request_.headers.find("Expect");
    if (expect == nullptr) return true;
    if (version_ < 11) return true;  // RFC 9110 10.1.1: ignored in HTTP/1.0
    wants_continue_ = same_name(*expect, "100-continue");
    return wants_continue_ || refuse(417, Fault::incorrect,
                                     "The only expectation met here is 100-continue "
                                     "(RFC 9110 10.1.1).");
}

std::size_t RequestReader::feed_sized(std::string_view bytes) {
    const auto size = std::min<std::uint64_t>(left_, bytes.size());
    request_.body.append(bytes, 0, size);
    left_ -= size;
    wants_continue_ = false;
    if (left_ == 0) state_ = State::done;
    return size;
}

std::size_t RequestReader::feed_chunked(std::string_view bytes) {
    wants_continue_ = false;
    const std::size_t used = chunks_.feed(bytes, request_.body, limits_.body_bytes_max);
    if (chunks_.state() == ChunkedReader::State::done) state_ = State::done;
    if (chunks_.state() == ChunkedReader::State::malformed)
        refuse("The chunked body is not well formed (RFC 9112 7.1).");
    if (chunks_.state() == ChunkedReader::State::too_large)
        refuse(413, Fault::incorrect,
               "The body is over " + std::to_string(limits_.body_bytes_max) + " bytes.");
    return used;
}

Request RequestReader::take() {
    ensure(state_ == State::done, "a request was taken before it was read whole");
    return std::move(request_);
}

void RequestReader::give_up(Refusal refusal) {
    state_ = State::refused;
    request_.body = {};
    refusal_ = std::move(refusal);
}

bool RequestReader::refuse(int status, Fault fault, std::string message) {
    give_up(Refusal{status, Error{fault, std::move(message)}});
    return false;
}

}  // namespace muniment::http
