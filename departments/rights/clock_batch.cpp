#include "departments/rights/clock_batch.h"

#include <istream>
#include <ostream>

namespace muniment::rights {

namespace {

constexpr std::size_t id_bytes_max = 200;

json::object error_json(const Error& error, std::int64_t line) {
    json::object object{{"line", line}, {"message", error.message}};
    if (!error.cite.empty()) object["cite"] = error.cite;
    return object;
}

// The line's own id, if one can be read, so that an error finds its way back.
std::string id_of(const Result<json::value>& value) {
    const auto* object = value ? value->if_object() : nullptr;
    const auto* id = object == nullptr ? nullptr : object->if_contains("id");
    if (id == nullptr || !id->is_string() || id->get_string().size() > id_bytes_max) return "";
    return std::string(id->get_string());
}

Result<json::object> answer_to(const json::value& value, const rules::Packs& packs) {
    const ClockEvent event = TRY(from_json<ClockEvent>(value));
    const ClockDates dates = TRY(dates_of(event, packs));
    json::object answer{{"event", event.event}};
    json::value said = to_json(dates);
    for (auto& [name, one] : said.as_object()) answer[name] = std::move(one);
    return answer;
}

// Reads one line; of a longer one than allowed the rest is dropped and `text` is left empty.
bool read_line(std::istream& in, std::string& text, bool& too_long) {
    text.clear();
    too_long = false;
    std::streambuf& bytes = *in.rdbuf();
    int c = bytes.sbumpc();
    if (c == std::char_traits<char>::eof()) return false;
    for (; c != '\n' && c != std::char_traits<char>::eof(); c = bytes.sbumpc())
        if (text.size() < clock_line_bytes_max)
            text.push_back(static_cast<char>(c));
        else
            too_long = true;
    return true;
}

}  // namespace

Result<ClockDates> dates_of(const ClockEvent& event, const rules::Packs& packs) {
    if (!is_known_event(packs, event.event))
        return Error{Fault::incorrect,
                     "Field \"event\" names no event that starts a clock; the packs know " +
                         join(known_events(packs), ", ") + "."};
    const Zone zone = TRY(zone_of(event.zone.empty() ? "UTC" : event.zone));
    ClockDates dates;
    dates.day = TRY(event_day(event.date, zone));
    rules::Facts facts;
    for (const auto& [name, value] : event.facts) facts.set(name, value);
    dates.clocks = clocks(packs, event.event, dates.day, facts);
    if (!dates.clocks.empty()) dates.due = dates.clocks.front().due;
    return dates;
}

ClockCounts compute_clocks(std::istream& in, std::ostream& out, const rules::Packs& packs) {
    ClockCounts counts;
    std::string text;
    bool too_long = false;
    for (std::int64_t line = 1; read_line(in, text, too_long); ++line) {
        if (!too_long && trim(text).empty()) continue;
        const Result<json::value> value =
            too_long ? Result<json::value>(Error{Fault::incorrect,
                                                 "The line is longer than 65536 bytes; divide it."})
                     : parse_json(text, {clock_line_bytes_max, 8});
        auto answer = value ? answer_to(*value, packs) : Result<json::object>(value.error());
        json::object said;
        if (const std::string id = id_of(value); !id.empty()) said["id"] = id;
        if (answer)
            for (auto& [name, one] : *answer) said[name] = std::move(one);
        else
            said["error"] = error_json(answer.error(), line);
        ++(answer ? counts.computed : counts.failed);
        out << json::serialize(said) << '\n';
    }
    return counts;
}

}  // namespace muniment::rights
