#include "departments/release/deid_lines.h"

#include <istream>
#include <ostream>

#include "base/text.h"
#include "departments/release/batch.h"
#include "departments/release/deid_chart.h"

namespace muniment::release {

// A line of the batch and its answer, as documented; in a named namespace because they are
// described.
struct DeidLine {
    std::string id;
    std::optional<std::string> text;
    text::Known known;
};
BOOST_DESCRIBE_STRUCT(DeidLine, (), (id, text, known))

struct DeidAnswer {
    std::string id;
    std::string text;
    std::vector<text::Removed> removed;
    std::map<std::string, std::int64_t> counts;
    std::vector<text::Removed> uncertain;
};
BOOST_DESCRIBE_STRUCT(DeidAnswer, (), (id, text, removed, counts, uncertain))

namespace {

constexpr std::size_t id_bytes_max = 200;

constexpr std::string_view kSafeHarbor =
    "Removed by a list and a scanner, which finds much but not everything: look at what is "
    "uncertain. Safe Harbor "
    "also asks that the covered entity has no actual knowledge that what is left could identify an "
    "individual, alone "
    "or in combination with other information (45 CFR 164.514(b)(2)(ii)); that is the statement of "
    "a person and is not "
    "made here.";
constexpr std::string_view kLimited =
    "A limited data set is still protected health information: dates, town, State, ZIP code and "
    "other codes are in it. "
    "It may go out for research, public health or health care operations only, under a data use "
    "agreement (45 CFR "
    "164.514(e)(3), (4)). Removed by a list and a scanner, which finds much but not everything: "
    "look at what is "
    "uncertain.";

void add(text::Known& to, const text::Known& more) {
    to.names.insert(to.names.end(), more.names.begin(), more.names.end());
    to.addresses.insert(to.addresses.end(), more.addresses.begin(), more.addresses.end());
    to.phones.insert(to.phones.end(), more.phones.begin(), more.phones.end());
    to.emails.insert(to.emails.end(), more.emails.begin(), more.emails.end());
    to.numbers.insert(to.numbers.end(), more.numbers.begin(), more.numbers.end());
    if (!to.birth_date) to.birth_date = more.birth_date;
}

class Run {
  public:
    explicit Run(const DeidBatch& batch) : batch_(batch), chart_(engine_, batch.options) {
        const bool safe_harbor = batch.options.method == text::Method::safe_harbor;
        report_.method = batch.options.method;
        report_.cite = safe_harbor ? "45 CFR 164.514(b)(2)" : "45 CFR 164.514(e)(2)";
        report_.statement = safe_harbor ? kSafeHarbor : kLimited;
        report_.today = batch.options.today;
    }

    // The output line, "" for none.
    std::string line(std::string_view line) {
        ++report_.lines;
        if (trim(line).empty()) return "";
        id_.clear();
        const Result<std::string> answer = this->answer(line);
        if (answer) return *answer;
        ++report_.failed;
        return failure(answer.error());
    }
    std::string too_long() {
        ++report_.lines;
        ++report_.failed;
        id_.clear();
        return failure({Fault::incorrect, "The line is longer than the limit of " +
                                              std::to_string(deid_line_bytes_max) +
                                              " bytes; divide it."});
    }
    DeidReport report() && { return std::move(report_); }

  private:
    Result<std::string> answer(std::string_view line) {
        if (line.find("\"resourceType\"") != line.npos) {
            const auto resource = chart_.run(line, batch_.known);
            if (resource) return of_resource(*resource);
            const auto value = parse_json(line, {deid_line_bytes_max, 64});
            if (!value || !value->is_object() || !value->get_object().contains("text"))
                return resource.error();
        }
        return of_text(TRY(parse_json(line, {deid_line_bytes_max, 16})));
    }

    Result<std::string> of_text(const json::value& value) {
        const auto* object = value.if_object();
        const auto* id = object == nullptr ? nullptr : object->if_contains("id");
        if (id != nullptr && id->is_string() && id->get_string().size() <= id_bytes_max)
            id_ = std::string(id->get_string());
        DeidLine line = TRY(from_json<DeidLine>(value));
        if (!line.text) return Error{Fault::incorrect, "Field \"text\" is missing; add the text."};
        add(line.known, batch_.known);
        auto clean = TRY(engine_.run(*line.text, line.known, batch_.options));
        DeidAnswer answer{
            std::move(line.id), std::move(clean.text), std::move(clean.removed), {}, {}};
        for (const text::Removed& removed : answer.removed) {
            ++answer.counts[std::string(enum_name(removed.class_))];
            if (removed.certainty == text::Certainty::uncertain)
                answer.uncertain.push_back(removed);
        }
        take(answer.counts);
        for (const text::Removed& removed : answer.uncertain)
            question({report_.lines, "", removed});
        ++report_.done;
        return to_json_text(answer);
    }

    std::string of_resource(const DeidResource& resource) {
        take(resource.counts);
        for (const DeidQuestion& one : resource.uncertain)
            question({report_.lines, one.element, one.removed});
        ++(resource.json.empty() ? report_.left_out : report_.done);
        return resource.json;
    }

    void take(const std::map<std::string, std::int64_t>& counts) {
        for (const auto& [name, number] : counts) report_.counts[name] += number;
    }
    void question(DeidOpen open) {
        ++report_.uncertain_count;
        if (report_.uncertain.size() < deid_questions_max)
            report_.uncertain.push_back(std::move(open));
    }
    // Whatever goes wrong with a line is the line's fault; its number finds it.
    std::string failure(const Error& error) const {
        json::object object;
        if (!id_.empty()) object["id"] = id_;
        object["error"] = json::object{
            {"line", report_.lines}, {"fault", "incorrect"}, {"message", error.message}};
        return json::serialize(object);
    }

    const DeidBatch& batch_;
    text::Deidentifier engine_;
    ChartDeidentifier chart_;
    DeidReport report_;
    std::string id_;  // of the line at hand
};

}  // namespace

DeidReport deid_batch(std::istream& in, std::ostream& out, const DeidBatch& batch) {
    Run run(batch);
    std::string line;
    bool too_long = false;
    while (next_line(in, line, too_long, deid_line_bytes_max)) {
        const std::string answer = too_long ? run.too_long() : run.line(line);
        if (!answer.empty()) out << answer << '\n';
    }
    return std::move(run).report();
}

}  // namespace muniment::release
