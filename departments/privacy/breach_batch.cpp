#include "departments/privacy/breach_batch.h"

#include <istream>
#include <ostream>

#include "base/text.h"
#include "departments/privacy/breach_assess.h"
#include "departments/privacy/breach_clocks.h"
#include "departments/privacy/notice_content.h"
#include "departments/privacy/penalty.h"

namespace muniment::privacy {

// One line of the batch, as documented; in a named namespace because it is described.
struct BreachLine {
    std::string id;
    std::optional<Day> today;
    std::optional<BreachFacts> facts;
    std::optional<NoticeWords> notice;
    std::optional<PenaltyAsk> penalty;
};
BOOST_DESCRIBE_STRUCT(BreachLine, (), (id, today, facts, notice, penalty))

namespace {

Status check(const BreachLine& line) {
    if (line.id.size() > 200) return Error{Fault::incorrect, "Field \"id\" is too long."};
    if (!line.today) return Error{Fault::incorrect, "Field \"today\" is missing; add the day."};
    if (!line.facts && !line.notice && !line.penalty)
        return Error{Fault::incorrect,
                     "The line has none of \"facts\", \"notice\" and \"penalty\"; add one."};
    const std::string fault = line.facts ? fault_of(*line.facts) : "";
    return fault.empty() ? ok() : Status(Error{Fault::incorrect, fault});
}

Result<json::object> answer(const BreachLine& line, const rules::Packs& packs) {
    TRY(check(line));
    json::object said;
    if (line.facts) {
        said["assessment"] = to_json(assess(*line.facts, packs, *line.today));
        said["board"] = to_json(board_of(*line.facts, packs, *line.today));
    }
    if (line.notice) said["notice_lacks"] = to_json(lacking(*line.notice, packs, *line.today));
    if (line.penalty) {
        const auto found = TRY(estimate(*line.penalty, packs));
        said["penalty"] = to_json(found);
    }
    return said;
}

Result<json::object> answer_text(const std::string& text, std::string& id,
                                 const rules::Packs& packs) {
    const auto value = TRY(parse_json(text, {breach_line_bytes_max, 16}));
    if (const auto* object = value.if_object())
        if (const auto* said = object->if_contains("id"); said != nullptr && said->is_string())
            id = std::string(said->get_string()).substr(0, 200);
    const auto line = TRY(from_json<BreachLine>(value));
    return answer(line, packs);
}

json::object error_json(const Error& error, std::int64_t line) {
    json::object object{{"line", line}, {"message", error.message}};
    if (!error.cite.empty()) object["cite"] = error.cite;
    return object;
}

// Of a line that is too long the rest is dropped. False at the end of the input.
bool next_line(std::istream& in, std::string& line) {
    line.clear();
    std::streambuf& bytes = *in.rdbuf();
    int c = bytes.sbumpc();
    if (c == std::char_traits<char>::eof()) return false;
    for (; c != '\n' && c != std::char_traits<char>::eof(); c = bytes.sbumpc())
        if (line.size() <= breach_line_bytes_max) line.push_back(static_cast<char>(c));
    return true;
}

}  // namespace

BreachBatchCounts breach_batch(std::istream& in, std::ostream& out, const rules::Packs& packs) {
    BreachBatchCounts counts;
    for (std::string text; next_line(in, text);) {
        ++counts.lines;
        if (trim(text).empty()) continue;
        std::string id;
        auto said = answer_text(text, id, packs);
        json::object line;
        if (!id.empty()) line["id"] = id;
        if (said)
            for (auto& [name, value] : *said) line[name] = std::move(value);
        else
            line["error"] = error_json(said.error(), counts.lines);
        ++(said ? counts.done : counts.failed);
        out << json::serialize(line) << '\n';
    }
    return counts;
}

}  // namespace muniment::privacy
