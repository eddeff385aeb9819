#include "departments/release/batch.h"

#include <istream>
#include <ostream>

#include "base/text.h"
#include "engines/rules/packs.h"

namespace muniment::release {

// One line of the batch, as documented; in a named namespace because it is described.
struct BatchLine {
    std::string id;
    std::optional<Day> today;
    std::optional<Request> request;
    PatientFacts patient;
    FacilityFacts facility;
};
BOOST_DESCRIBE_STRUCT(BatchLine, (), (id, today, request, patient, facility))

namespace {

constexpr std::size_t id_bytes_max = 200;

// Reads up to the next line end. A longer line than allowed is read to its end and dropped.
// Returns false at the end of the input.
bool next_line(std::istream& in, std::string& line, bool& too_long) {
    line.clear();
    too_long = false;
    std::streambuf& bytes = *in.rdbuf();
    int c = bytes.sbumpc();
    if (c == std::char_traits<char>::eof()) return false;
    for (; c != '\n' && c != std::char_traits<char>::eof(); c = bytes.sbumpc()) {
        if (line.size() < batch_line_bytes_max)
            line.push_back(static_cast<char>(c));
        else
            too_long = true;
    }
    return true;
}

Result<Decision> decide_line(const json::value& value, const rules::Packs& packs) {
    const BatchLine line = TRY(from_json<BatchLine>(value));
    if (!line.today) return Error{Fault::incorrect, "Field \"today\" is missing; add the day."};
    if (!line.request)
        return Error{Fault::incorrect, "Field \"request\" is missing; add the request."};
    return decide({*line.request, line.patient, line.facility}, packs, *line.today);
}

// The line's own id, if one can be read, so that an error finds its way back.
std::string id_of(const json::value& value) {
    const auto* object = value.if_object();
    const auto* id = object == nullptr ? nullptr : object->if_contains("id");
    if (id == nullptr || !id->is_string() || id->get_string().size() > id_bytes_max) return "";
    return std::string(id->get_string());
}

// Whatever goes wrong with a line is the line's fault; its number finds it.
json::object error_json(const Error& error, std::int64_t line) {
    json::object object{{"line", line}, {"fault", "incorrect"}, {"message", error.message}};
    if (!error.cite.empty()) object["cite"] = error.cite;
    return object;
}

// The answer to one line; `failed` tells how it went.
json::object answer_line(const Result<json::value>& value, std::int64_t number,
                         const rules::Packs& packs, bool& failed) {
    json::object answer;
    const std::string id = value ? id_of(*value) : "";
    if (!id.empty()) answer["id"] = id;
    const Result<Decision> decision =
        value ? decide_line(*value, packs) : Result<Decision>(value.error());
    failed = !decision;
    if (decision)
        answer["decision"] = to_json(*decision);
    else
        answer["error"] = error_json(decision.error(), number);
    return answer;
}

}  // namespace

BatchCounts decide_batch(std::istream& in, std::ostream& out, const rules::Packs& packs) {
    BatchCounts counts;
    std::string line;
    bool too_long = false;
    while (next_line(in, line, too_long)) {
        ++counts.lines;
        if (!too_long && trim(line).empty()) continue;
        const Result<json::value> value =
            too_long ? Error{Fault::incorrect, "The line is longer than the limit of " +
                                                   std::to_string(batch_line_bytes_max) +
                                                   " bytes; divide it."}
                     : parse_json(line, {batch_line_bytes_max, 16});
        bool failed = false;
        out << json::serialize(answer_line(value, counts.lines, packs, failed)) << '\n';
        ++(failed ? counts.failed : counts.decided);
    }
    return counts;
}

}  // namespace muniment::release
