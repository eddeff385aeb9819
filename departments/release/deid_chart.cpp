// One walk over the resource: every element is treated as deid_elements.h says, in the order it
// came.
#include "departments/release/deid_chart.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/deid_elements.h"
#include "departments/release/deid_known.h"
#include "engines/text/zip3.h"
#include "formats/fhir/attachment.h"
#include "formats/fhir/tree.h"

namespace muniment::release {

namespace {

constexpr ChartLimits kLimits;

// A word of a value set: no free text, no long number.
bool is_code_word(std::string_view word) {
    std::size_t digits = 0;
    for (const char c : word) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        digits += digit ? 1 : 0;
        if (!letter && !digit && std::string_view("-_.:|#+/").find(c) == std::string_view::npos)
            return false;
    }
    return !word.empty() && word.size() <= 64 && digits <= 5;
}

bool is_unit(std::string_view unit) {  // UCUM and what is printed for it
    const auto digits = std::ranges::count_if(unit, [](char c) { return c >= '0' && c <= '9'; });
    return unit.size() <= 24 && digits <= 4 && unit.find('@') == unit.npos &&
           unit.find('\n') == unit.npos;
}

// A code of a public system: SNOMED CT has up to 18 digits.
bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 64 && code.find_first_of(" \t\n@") == code.npos;
}

bool is_years(std::string_view unit) {
    return unit == "a" || unit == "year" || unit == "years" || unit == "yr" || unit == "yrs" ||
           unit == "{a}";
}

int year_of(std::string_view date) {
    if (date.size() < 4 || date.substr(0, 4).find_first_not_of("0123456789") != date.npos) return 0;
    return std::stoi(std::string(date.substr(0, 4)));
}

}  // namespace

class ChartWalk {
  public:
    ChartWalk(ChartDeidentifier& desk, const text::Known& known, DeidResource& out)
        : desk_(desk), known_(known), out_(out) {}

    Status resource(fhir::Value resource) {
        path_ = resource.find("resourceType").text();
        std::string object = "{";
        for (const fhir::Value member : resource) {
            if (member.key() == "id")
                append(object, "id", quoted(number_of(member.text(), path_)));
            else
                TRY(this->member(object, member));
        }
        out_.json = object + "}";
        return ok();
    }

  private:
    bool safe_harbor() const { return desk_.options_.method == text::Method::safe_harbor; }

    static std::string quoted(std::string_view text) {
        std::string out;
        append_json_string(out, text);
        return out;
    }
    static void append(std::string& object, std::string_view key, std::string_view value) {
        if (value.empty()) return;
        if (object.size() > 1) object += ',';
        object += quoted(key) + ":";
        object += value;
    }
    void count(text::Identifier identifier) { ++out_.counts[std::string(enum_name(identifier))]; }
    void leave_out(std::string_view element) {
        const LeftOut what = left_out(element);
        if (what.named)
            count(what.identifier);
        else
            ++out_.counts["unlisted"];
    }

    std::string number_of(const std::string& id, const std::string& type) {
        auto& numbered = desk_.numbered(id);
        numbered.type = type;
        return std::to_string(numbered.number);
    }

    Status member(std::string& object, fhir::Value member) {
        const std::string key(member.key());
        const std::size_t depth = path_.size();
        path_ += "." + key;
        append(object, key, TRY(value(key, member)));
        path_.resize(depth);
        return ok();
    }

    // What stays of a value; "" is nothing. A list is treated item by item.
    Result<std::string> value(const std::string& key, fhir::Value from) {
        if (!from.is(fhir::Kind::array)) return one(key, from);
        std::string list = "[";
        for (const fhir::Value item : from) {
            const std::string kept = TRY(one(key, item));
            if (!kept.empty()) list += (list.size() > 1 ? "," : "") + kept;
        }
        return list.size() > 1 ? list + "]" : std::string();
    }

    Result<std::string> one(const std::string& key, fhir::Value from) {
        switch (treatment(key)) {
            case Treatment::keep:
                return keep(from);
            case Treatment::date:
                return date(from);
            case Treatment::instant:
                return instant(from);
            case Treatment::birth:
                return birth(from);
            case Treatment::scan:
                return from.is(fhir::Kind::text) ? scan(from.text()) : narrative(key, from);
            case Treatment::unit:
                return is_unit(from.text()) ? quoted(from.text()) : std::string();
            case Treatment::reference:
                return reference(from);
            case Treatment::system:
                return is_public_system(from.text()) ? quoted(from.text()) : std::string();
            case Treatment::address:
                return address(from);
            case Treatment::attachment:
                return attachment(from);
            case Treatment::extension:
                return extension(from);
            case Treatment::leave_out:
                break;
        }
        leave_out(key);
        return std::string();
    }

    Result<std::string> narrative(const std::string& key, fhir::Value from) {
        if (key != "text" || from.find("div")) leave_out(key);
        return std::string();
    }

    Result<std::string> keep(fhir::Value from) {
        if (from.is(fhir::Kind::object)) return from.find("system") ? coded(from) : walk(from);
        if (from.is(fhir::Kind::text))
            return is_code_word(from.text()) ? quoted(from.text()) : std::string();
        return from.is(fhir::Kind::null) ? std::string() : std::string(from.node().raw);
    }

    Result<std::string> walk(fhir::Value from) {
        const fhir::Value value = from.find("value"), code = from.find("code"),
                          unit = from.find("unit");
        const bool years = (code && is_years(code.text())) || (unit && is_years(unit.text()));
        if (years && value.is(fhir::Kind::number) &&
            std::strtod(value.text().c_str(), nullptr) > 89) {
            count(text::Identifier::date);
            return std::string(R"({"value":90,"comparator":">=","unit":"a"})");
        }
        std::string object = "{";
        for (const fhir::Value child : from) TRY(member(object, child));
        return object.size() > 1 ? object + "}" : std::string();
    }

    // A Coding or Quantity: its code means something only in a public system.
    Result<std::string> coded(fhir::Value from) {
        const bool open = is_public_system(from.find("system").text());
        if (from.find("value")) return walk(from);
        std::string object = "{";
        for (const fhir::Value child : from) {
            if (child.key() == "code" && open && is_code(child.text()))
                append(object, "code", quoted(child.text()));
            else if (child.key() == "code")
                leave_out("code");
            else if (child.key() == "display" && open)
                append(object, "display", TRY(term(child.text())));
            else
                TRY(member(object, child));
        }
        return object.size() > 1 ? object + "}" : std::string();
    }

    Result<std::string> date(fhir::Value from) {
        if (from.is(fhir::Kind::object)) return walk(from);  // a Period, a Timing
        if (!from.is(fhir::Kind::text)) return std::string();
        const std::string text = from.text();
        if (!safe_harbor()) return quoted(text);
        if (text.size() == 4) return quoted(text);
        count(text::Identifier::date);
        const int year = year_of(text);
        return year == 0 ? std::string() : quoted(text.substr(0, 4));
    }

    Result<std::string> instant(fhir::Value from) {
        if (!from.is(fhir::Kind::text)) return std::string();
        if (!safe_harbor()) return quoted(from.text());
        count(text::Identifier::date);
        return std::string();
    }

    // 45 CFR 164.514(b)(2)(i)(C): the year of birth goes when it may tell an age over 89.
    Result<std::string> birth(fhir::Value from) {
        const std::string text = from.text();
        if (!safe_harbor()) return quoted(text);
        count(text::Identifier::date);
        const int year = year_of(text);
        const int today =
            static_cast<int>(std::chrono::year_month_day(desk_.options_.today).year());
        return year == 0 || year <= today - 90 ? std::string() : quoted(text.substr(0, 4));
    }

    Result<std::string> scan(const std::string& text) {
        const text::Deidentified clean = TRY(desk_.engine_.run(text, known_, desk_.options_));
        for (const text::Removed& removed : clean.removed) {
            count(removed.class_);
            if (removed.certainty == text::Certainty::uncertain)
                out_.uncertain.push_back({path_, removed});
        }
        return clean.text.empty() ? std::string() : quoted(clean.text);
    }

    // The words of a public code system stay unless something certain is found in them.
    Result<std::string> term(const std::string& text) {
        const text::Deidentified clean = TRY(desk_.engine_.run(text, known_, desk_.options_));
        const bool certain = std::ranges::any_of(clean.removed, [](const text::Removed& removed) {
            return removed.certainty == text::Certainty::certain;
        });
        return certain ? scan(text) : quoted(text);
    }

    // Only to resources that may be in the output; a display is a name as often as not.
    Result<std::string> reference(fhir::Value from) {
        const fhir::Value to = from.find("reference");
        if (from.find("display")) count(text::Identifier::name);
        const std::string text = to ? to.text() : "";
        if (text.empty() || text.starts_with('#')) return std::string();
        const std::string id(id_in(text)), type = type_in(text);
        if (type.empty() || (type != "urn:deid" && !is_listed_type(type))) return std::string();
        const auto& numbered = desk_.numbered(id);
        const bool seen = type == "urn:deid" && !numbered.type.empty();
        const std::string between = type == "urn:deid" && !seen ? ":" : "/";
        return "{\"reference\":" +
               quoted((seen ? numbered.type : type) + between + std::to_string(numbered.number)) +
               "}";
    }

    // "Patient" of "Patient/abc" and "https://a.example/Patient/abc"; "urn:deid" of an urn, which
    // names none.
    static std::string type_in(std::string_view reference) {
        if (reference.starts_with("urn:")) return "urn:deid";
        const std::string_view before =
            reference.substr(0, reference.size() - id_in(reference).size());
        return before.size() < 2 ? "" : std::string(id_in(before.substr(0, before.size() - 1)));
    }

    // (b)(2)(i)(B): State and the first digits of the ZIP code; (e)(2)(ii): town, State, ZIP code.
    Result<std::string> address(fhir::Value from) {
        std::string object = "{";
        count(text::Identifier::geography);
        for (const std::string_view part : {"city", "state", "postalCode", "country"}) {
            const fhir::Value value = from.find(part);
            if (!value.is(fhir::Kind::text) || (part == "city" && safe_harbor())) continue;
            const std::string text = value.text();
            const bool state_word = text.find_first_of("0123456789") == text.npos;
            if (part == "postalCode")
                append(object, part, quoted(safe_harbor() ? text::zip3_kept(text) : text));
            else if (state_word && text.size() <= 40)
                append(object, part, quoted(text));
        }
        return object.size() > 1 ? object + "}" : std::string();
    }

    // A plain text is scanned and put back; any other content cannot be looked into and is left
    // out.
    Result<std::string> attachment(fhir::Value from) {
        const fhir::Value type = from.find("contentType"), data = from.find("data");
        const std::string content_type = type ? lower(type.text()) : "";
        const auto bytes = data ? from_base64(data.text()) : std::nullopt;
        if (!content_type.starts_with("text/plain") || !bytes || !is_utf8(*bytes)) {
            count(text::Identifier::other);
            return std::string();
        }
        const text::Deidentified clean = TRY(desk_.engine_.run(*bytes, known_, desk_.options_));
        for (const text::Removed& removed : clean.removed) {
            count(removed.class_);
            if (removed.certainty == text::Certainty::uncertain)
                out_.uncertain.push_back({path_ + ".data", removed});
        }
        return R"({"contentType":"text/plain; charset=utf-8","data":)" +
               quoted(to_base64(clean.text)) + "}";
    }

    Result<std::string> extension(fhir::Value from) {
        const std::string url = from.find("url") ? from.find("url").text() : "";
        if (!is_listed_extension(url)) {
            leave_out("extension");
            return std::string();
        }
        std::string object = "{";
        append(object, "url", quoted(url));
        for (const fhir::Value child : from)
            if (child.key() != "url") TRY(member(object, child));
        return object + "}";
    }

    ChartDeidentifier& desk_;
    const text::Known& known_;
    DeidResource& out_;
    std::string path_;
};

ChartDeidentifier::Numbered& ChartDeidentifier::numbered(std::string_view id) {
    auto found = numbers_.find(id);
    if (found == numbers_.end())
        found = numbers_.emplace(std::string(id), Numbered{numbers_.size() + 1, {}}).first;
    return found->second;
}

Result<DeidResource> ChartDeidentifier::run(std::string_view resource, const text::Known& known) {
    fhir::Tree tree;
    const fhir::Value root = TRY(tree.parse(resource));
    const fhir::Value type = root.find("resourceType");
    if (!type.is(fhir::Kind::text))
        return Error{Fault::incorrect, "The line is no FHIR resource: it has no resourceType."};
    if (numbers_.size() > kLimits.ids_max || of_patient_.size() > kLimits.patients_max)
        return Error{Fault::busy,
                     "More ids than one run can renumber; divide the input by patient."};
    const std::string patient = patient_of(root);
    const bool person = type.text() == "Patient" || type.text() == "RelatedPerson";
    if (person && !patient.empty()) learn(root, of_patient_[patient]);
    text::Known all = known;
    if (const auto found = of_patient_.find(patient); found != of_patient_.end()) {
        const text::Known& own = found->second;
        all.names.insert(all.names.end(), own.names.begin(), own.names.end());
        all.addresses.insert(all.addresses.end(), own.addresses.begin(), own.addresses.end());
        all.phones.insert(all.phones.end(), own.phones.begin(), own.phones.end());
        all.emails.insert(all.emails.end(), own.emails.begin(), own.emails.end());
        all.numbers.insert(all.numbers.end(), own.numbers.begin(), own.numbers.end());
        if (!all.birth_date) all.birth_date = own.birth_date;
    }
    DeidResource out;
    if (is_listed_type(type.text()))
        TRY(ChartWalk(*this, all, out).resource(root));
    else
        ++out.counts["resources"];
    return out;
}

}  // namespace muniment::release
