// The chunked transfer coding as a state machine.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/chunked.h"

#include <algorithm>

namespace muniment::http {
namespace {

int hex_digit(unsigned char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

bool is_text(unsigned char byte) { return (byte >= 0x20 && byte != 0x7f) || byte == '\t'; }

}  // namespace

std::size_t ChunkedReader::feed(std::string_view bytes, std::string& body,
                                std::uint64_t body_bytes_max) {
    std::size_t at = 0;
    while (at < bytes.size() && state_ < State::done) {
        if (state_ == State::data) {
            const auto size = std::min<std::uint64_t>(left_, bytes.size() - at);
            body.append(bytes, at, size);
            at += size;
            left_ -= size;
            if (left_ == 0) state_ = State::data_cr;
        } else {
            const std::uint64_t room = body_bytes_max - body.size();
            state_ = next(static_cast<unsigned char>(bytes[at++]), room);
        }
    }
    return at;
}

ChunkedReader::State ChunkedReader::next(unsigned char byte, std::uint64_t room) {
    switch (state_) {
        case State::size_first:
            left_ = 0;
            framing_ = 0;
            return hex_digit(byte) < 0 ? State::malformed : size_byte(byte);
        case State::size:
            return size_byte(byte);
        case State::extension:
            return line_byte(byte, State::extension, State::size_lf, line_bytes_max);
        case State::size_lf:
            return byte == '\n' ? after_size(room) : State::malformed;
        case State::data_cr:
            return byte == '\r' ? State::data_lf : State::malformed;
        case State::data_lf:
            return byte == '\n' ? State::size_first : State::malformed;
        case State::trailer_first:
            if (byte == '\r') return State::end_lf;
            if (byte == ' ' || byte == '\t') return State::malformed;  // a folded line
            [[fallthrough]];
        case State::trailer:
            return line_byte(byte, State::trailer, State::trailer_lf, trailer_bytes_max);
        case State::trailer_lf:
            return byte == '\n' ? State::trailer_first : State::malformed;
        case State::end_lf:
            return byte == '\n' ? State::done : State::malformed;
        case State::data:
        case State::done:
        case State::malformed:
        case State::too_large:
            break;
    }
    return State::malformed;
}

// Fifteen digits cannot overflow 64 bits, and no sender needs more.
ChunkedReader::State ChunkedReader::size_byte(unsigned char byte) {
    const int digit = hex_digit(byte);
    if (digit < 0) {
        if (byte == ';') return State::extension;
        return byte == '\r' ? State::size_lf : State::malformed;
    }
    if (++framing_ > 15) return State::malformed;
    left_ = left_ * 16 + static_cast<unsigned>(digit);
    return State::size;
}

ChunkedReader::State ChunkedReader::after_size(std::uint64_t room) {
    framing_ = 0;
    if (left_ == 0) return State::trailer_first;
    return left_ > room ? State::too_large : State::data;
}

ChunkedReader::State ChunkedReader::line_byte(unsigned char byte, State same, State at_cr,
                                              std::size_t bytes_max) {
    if (++framing_ > bytes_max) return State::malformed;
    if (byte == '\r') return at_cr;
    return is_text(byte) ? same : State::malformed;
}

}  // namespace muniment::http
