// Syslog: header, structured data, words.
#include "formats/audit/syslog.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::audit {

static bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string escaped_parameter(std::string_view value) {
    const bool readable = is_utf8(value);
    std::string text;
    text.reserve(value.size() + 8);
    for (const char c : value) {
        if (c == '"' || c == '\\' || c == ']') text += '\\';
        if (is_control(c))
            text += ' ';
        else
            text += readable || static_cast<unsigned char>(c) < 0x80 ? c : '?';
    }
    return text;
}

std::string header_word(std::string_view text, std::size_t max) {
    std::string word;
    for (const char c : text.substr(0, max)) word += c > 0x20 && c < 0x7f ? c : '_';
    return word.empty() ? "-" : word;
}

// RFC 5424 6.2.3, to the millisecond, in UTC.
static std::string timestamp(Instant at) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(at);
    const auto part = std::chrono::duration_cast<std::chrono::milliseconds>(at - whole).count();
    std::string text = to_text(Instant{whole});
    text.pop_back();
    return text + "." + std::to_string(1000 + part).substr(1) + "Z";
}

// RFC 5424 6.2.1.
static int priority(ActionClass action) {
    constexpr int log_audit = 13, security = 10;
    if (action == ActionClass::denied) return security * 8 + 4;
    if (action == ActionClass::break_glass) return security * 8 + 5;
    return log_audit * 8 + 6;
}

namespace {
// The element of structured data, which never grows over its limit.
struct Element {
    std::string text = "[" + std::string(structured_data_id);
    std::size_t bytes_max;

    void add(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        const std::string whole = " " + std::string(name) + "=\"" + escaped_parameter(value) + "\"";
        if (text.size() + whole.size() < bytes_max) text += whole;
    }
    void add(std::string_view name, const Uuid& id) {
        if (!id.is_nil()) add(name, to_text(id));
    }
};
}  // namespace

static std::string structured_data(const AuditRecord& record, std::size_t bytes_max) {
    Element element{.bytes_max = bytes_max};
    element.add("id", record.id);
    element.add("action", name_of(record.action));
    element.add("outcome", record.action == ActionClass::denied ? "denied" : "success");
    element.add("user", record.user);
    element.add("roles", join(record.roles, " "));
    element.add("patient", record.patient);
    element.add("purpose", record.purpose);
    std::vector<std::string> reasons;
    for (const std::string_view code : reason_codes(record)) reasons.emplace_back(code);
    element.add("reason", join(reasons, " "));
    element.add("route", record.route);
    element.add("from", record.from);
    element.add("relation", record.relation);
    element.add("evidence", record.evidence);
    element.add("entry", record.entry);
    if (record.index) element.add("index", std::to_string(*record.index));
    std::vector<std::string> seen;
    for (const Entity& entity : record.entities)
        seen.push_back(entity.what + ":" + std::to_string(entity.records));
    element.add("seen", join(seen, " "));
    return element.text + "]";
}

std::string syslog_message(const AuditRecord& record, const Source& source) {
    const std::string header = "<" + std::to_string(priority(record.action)) + ">1 " +
                               timestamp(record.at) + " " + header_word(source.host, 255) +
                               " muniment - " + header_word(name_of(record.action), 32) + " ";
    std::string words = " " + std::string(name_of(record.action));
    if (!record.patient.is_nil()) words += " patient " + to_text(record.patient);
    words += record.user.is_nil() ? " by the system" : " by " + to_text(record.user);
    const std::size_t left = syslog_bytes_max - header.size() - words.size() - 1;
    return header + structured_data(record, left) + words;
}

std::string framed(std::string_view message) {
    return std::to_string(message.size()) + " " + std::string(message);
}

}  // namespace muniment::audit
