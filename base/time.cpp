#include "base/time.h"

#include <array>
#include <cstdio>

namespace muniment {

using namespace std::chrono;

std::string to_text(Day day) {
    const year_month_day date{day};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

std::string to_text(Instant at) {
    const Day day = floor<days>(at);
    const hh_mm_ss time{at - day};
    std::array<char, 48> text{};
    const auto fraction = duration_cast<microseconds>(time.subseconds()).count();
    std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d",
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    std::string out = to_text(day) + text.data();
    if (fraction != 0) {
        std::snprintf(text.data(), text.size(), ".%06d", static_cast<int>(fraction));
        out += text.data();
    }
    return out + "Z";
}

std::string to_long_text(Day day) {
    static constexpr const char* months[] = {"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
    const year_month_day date{day};
    return std::string(months[static_cast<unsigned>(date.month()) - 1]) + " " +
           std::to_string(static_cast<unsigned>(date.day())) + ", " +
           std::to_string(static_cast<int>(date.year()));
}

// The number written in exactly `width` digits at `from`, or -1.
static int digits(std::string_view text, std::size_t from, std::size_t width) {
    if (from + width > text.size()) return -1;
    int value = 0;
    for (std::size_t i = from; i < from + width; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static std::optional<Day> real_day(int y, int m, int d) {
    if (y < 1 || m < 1 || d < 1) return std::nullopt;
    const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                              day{static_cast<unsigned>(d)}};
    if (!date.ok()) return std::nullopt;
    return sys_days{date};
}

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    return real_day(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

// Reads "Z", "+hh:mm" or "-hh:mm" to the end of the text.
static std::optional<minutes> zone(std::string_view text) {
    if (text == "Z") return minutes{0};
    if (text.size() != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-'))
        return std::nullopt;
    const int h = digits(text, 1, 2);
    const int m = digits(text, 4, 2);
    if (h < 0 || m < 0 || m > 59 || h * 60 + m > 14 * 60) return std::nullopt;
    const minutes offset{h * 60 + m};
    return text[0] == '-' ? -offset : offset;
}

static std::optional<Instant> with_time(Day day, std::string_view text) {
    const int h = digits(text, 0, 2);
    const int m = digits(text, 3, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || text[2] != ':') return std::nullopt;
    std::size_t at = 5;
    int s = 0;
    microseconds fraction{0};
    if (at < text.size() && text[at] == ':') {
        s = digits(text, at + 1, 2);
        if (s < 0 || s > 60) return std::nullopt;
        at += 3;
        if (at < text.size() && text[at] == '.') {
            int scale = 100000;
            std::size_t seen = 0;
            for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++seen) {
                fraction += microseconds{(text[at] - '0') * scale};
                scale /= 10;
            }
            if (seen == 0) return std::nullopt;
        }
    }
    const auto offset = zone(text.substr(at));
    if (!offset) return std::nullopt;
    return Instant{day} + hours{h} + minutes{m} + seconds{s} + fraction - *offset;
}

std::optional<Instant> parse_fhir_time(std::string_view text) {
    if (text.size() == 4) {
        const auto day = real_day(digits(text, 0, 4), 1, 1);
        return day ? std::optional<Instant>{*day} : std::nullopt;
    }
    if (text.size() == 7 && text[4] == '-') {
        const auto day = real_day(digits(text, 0, 4), digits(text, 5, 2), 1);
        return day ? std::optional<Instant>{*day} : std::nullopt;
    }
    if (text.size() < 10) return std::nullopt;
    const auto day = parse_day(text.substr(0, 10));
    if (!day) return std::nullopt;
    if (text.size() == 10) return Instant{*day};
    if (text[10] != 'T' || text.size() < 17) return std::nullopt;
    return with_time(*day, text.substr(11));
}

}  // namespace muniment
