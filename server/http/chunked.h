// The chunked transfer coding (RFC 9112 7.1), byte by byte: sizes are plain hexadecimal, every line
// ends with CR LF, extensions and trailer fields are checked for form and dropped.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace muniment::http {

class ChunkedReader {
  public:
    enum class State {
        size_first,
        size,
        extension,
        size_lf,
        data,
        data_cr,
        data_lf,
        trailer_first,
        trailer,
        trailer_lf,
        end_lf,
        done,
        malformed,
        too_large,
    };

    static constexpr std::size_t line_bytes_max = 256;      // a chunk's size and extensions
    static constexpr std::size_t trailer_bytes_max = 4096;  // all trailer fields together

    // Appends content to `body`, never beyond body_bytes_max in all. Returns how many bytes were
    // taken: all of them unless the state became done, malformed or too_large.
    std::size_t feed(std::string_view bytes, std::string& body, std::uint64_t body_bytes_max);
    State state() const { return state_; }

  private:
    State next(unsigned char byte, std::uint64_t room);
    State size_byte(unsigned char byte);
    State after_size(std::uint64_t room);
    State line_byte(unsigned char byte, State same, State at_cr, std::size_t bytes_max);

    State state_ = State::size_first;
    std::uint64_t left_ = 0;   // size of the current chunk, then what is left of it
    std::size_t framing_ = 0;  // bytes of the current size line, or of the trailer
};

}  // namespace muniment::http
