#include "server/http/wire.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace muniment::http {

using boost::system::error_code;

static Moved moved(std::size_t size, const error_code& failed, Progress wait) {
    if (!failed) return {Progress::done, size};
    const bool later = failed == asio::error::would_block || failed == asio::error::try_again;
    return {later ? wait : Progress::ended, 0};
}

Wire::Wire(tcp::socket socket, std::shared_ptr<const TlsIdentity> identity)
    : identity_(std::move(identity)), socket_(std::move(socket)) {
    error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(tcp::no_delay(true), ignored);
    if (identity_) line_.emplace(*identity_, socket_.native_handle());
}

std::string Wire::peer() const {
    error_code failed;
    const auto peer = socket_.remote_endpoint(failed);
    if (failed) return {};
    // An IPv4 client of a socket that takes both is named as IPv4.
    const auto address = peer.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

Progress Wire::shake_hands() { return line_ ? line_->shake_hands() : Progress::done; }

Moved Wire::read(char* to, std::size_t size) {
    return line_ ? line_->read(to, size) : read_plain(to, size);
}

Moved Wire::read_plain(char* to, std::size_t size) {
    error_code failed;
    const std::size_t got = socket_.read_some(asio::buffer(to, size), failed);
    return moved(got, failed, Progress::wants_read);
}

Moved Wire::write(std::string_view first, std::string_view second) {
    if (line_) return line_->write(first.empty() ? second : first);
    error_code failed;
    const std::array<asio::const_buffer, 2> pieces = {asio::buffer(first.data(), first.size()),
                                                      asio::buffer(second.data(), second.size())};
    const std::size_t sent = socket_.write_some(pieces, failed);
    return moved(sent, failed, Progress::wants_write);
}

void Wire::write_plain(std::string_view bytes) {
    error_code ignored;
    socket_.write_some(asio::buffer(bytes), ignored);
}

asio::awaitable<bool> Wire::wait(Progress progress) {
    error_code failed;
    const auto what =
        progress == Progress::wants_write ? tcp::socket::wait_write : tcp::socket::wait_read;
    co_await socket_.async_wait(what, asio::redirect_error(asio::use_awaitable, failed));
    co_return !failed;
}

void Wire::say_no_more() {
    if (line_) line_->say_goodbye();
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Wire::close() {
    error_code ignored;
    socket_.close(ignored);
}

}  // namespace muniment::http
