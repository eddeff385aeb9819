#include "departments/release/batch.h"

#include <istream>
#include <ostream>

#include "base/text.h"
#include "departments/release/fee.h"
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

struct FeeBatchLine {
    std::string id;
    std::optional<Day> today;
    std::optional<Request> request;
    PatientFacts patient;
    FacilityFacts facility;
    CopyJob copy;
    CopyCosts costs;
    std::optional<std::int64_t> asked_cents;
};
BOOST_DESCRIBE_STRUCT(FeeBatchLine, (),
                      (id, today, request, patient, facility, copy, costs, asked_cents))

namespace {

constexpr std::size_t id_bytes_max = 200;

template <class Line>
Status check_line(const Line& line) {
    if (!line.today) return Error{Fault::incorrect, "Field \"today\" is missing; add the day."};
    if (!line.request)
        return Error{Fault::incorrect, "Field \"request\" is missing; add the request."};
    return ok();
}

Result<json::object> decide_line(const json::value& value, const rules::Packs& packs) {
    const BatchLine line = TRY(from_json<BatchLine>(value));
    TRY(check_line(line));
    const View view{*line.request, line.patient, line.facility};
    return json::object{{"decision", to_json(decide(view, packs, *line.today))}};
}

Result<json::object> fee_line(const json::value& value, const rules::Packs& packs) {
    const FeeBatchLine line = TRY(from_json<FeeBatchLine>(value));
    TRY(check_line(line));
    const View view{*line.request, line.patient, line.facility};
    const Decision decision = decide(view, packs, *line.today);
    const Fee found = TRY(fee(view, decision.ground, line.copy, line.costs, packs, *line.today));
    json::object answer{{"fee", to_json(found)}};
    if (line.asked_cents) {
        json::array findings;
        for (const Finding& finding : check_asked(*line.asked_cents, found))
            findings.push_back(to_json(finding));
        answer["findings"] = std::move(findings);
    }
    return answer;
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
json::object line_answer(const Result<json::value>& value, std::int64_t number,
                         const LineAnswer& answer, bool& failed) {
    json::object line;
    const std::string id = value ? id_of(*value) : "";
    if (!id.empty()) line["id"] = id;
    Result<json::object> given = value ? answer(*value) : Result<json::object>(value.error());
    failed = !given;
    if (failed)
        line["error"] = error_json(given.error(), number);
    else
        for (auto& [name, said] : *given) line[name] = std::move(said);
    return line;
}

}  // namespace

bool next_line(std::istream& in, std::string& line, bool& too_long, std::size_t bytes_max) {
    line.clear();
    too_long = false;
    std::streambuf& bytes = *in.rdbuf();
    int c = bytes.sbumpc();
    if (c == std::char_traits<char>::eof()) return false;
    for (; c != '\n' && c != std::char_traits<char>::eof(); c = bytes.sbumpc()) {
        if (line.size() < bytes_max)
            line.push_back(static_cast<char>(c));
        else
            too_long = true;
    }
    return true;
}

BatchCounts answer_lines(std::istream& in, std::ostream& out, const LineAnswer& answer) {
    BatchCounts counts;
    std::string line;
    bool too_long = false;
    while (next_line(in, line, too_long, batch_line_bytes_max)) {
        ++counts.lines;
        if (!too_long && trim(line).empty()) continue;
        const Result<json::value> value =
            too_long ? Error{Fault::incorrect, "The line is longer than the limit of " +
                                                   std::to_string(batch_line_bytes_max) +
                                                   " bytes; divide it."}
                     : parse_json(line, {batch_line_bytes_max, 16});
        bool failed = false;
        out << json::serialize(line_answer(value, counts.lines, answer, failed)) << '\n';
        ++(failed ? counts.failed : counts.decided);
    }
    return counts;
}

BatchCounts decide_batch(std::istream& in, std::ostream& out, const rules::Packs& packs) {
    return answer_lines(in, out, [&](const json::value& line) { return decide_line(line, packs); });
}

BatchCounts fee_batch(std::istream& in, std::ostream& out, const rules::Packs& packs) {
    return answer_lines(in, out, [&](const json::value& line) { return fee_line(line, packs); });
}

}  // namespace muniment::release
