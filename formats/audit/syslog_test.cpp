// Syslog: the header's parts, what is escaped, what is left out; and that a reader gets back what
// was put in, for any bytes.
// SPDX-License-Identifier: Apache-2.0
#include "formats/audit/syslog.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>

#include "formats/audit/sample.h"

namespace muniment::audit {

namespace {

// Reads one message by the grammar of RFC 5424 6, apart from how it was written.
struct ReadBack {
    bool good = false;
    std::string priority, timestamp, host, name, process, kind, id;
    std::map<std::string, std::string> parameters;
    std::string words;
};

std::string up_to(std::string_view& text, char end) {
    const auto at = text.find(end);
    if (at == text.npos) return {};
    std::string part(text.substr(0, at));
    text.remove_prefix(at + 1);
    return part;
}

bool read_parameter(std::string_view& text, ReadBack& back) {
    const std::string name = up_to(text, '=');
    if (name.empty() || !text.starts_with('"')) return false;
    std::string value;
    for (text.remove_prefix(1); !text.empty() && text[0] != '"'; text.remove_prefix(1)) {
        if (text[0] == ']') return false;
        if (text[0] == '\\' && text.size() > 1) text.remove_prefix(1);
        value += text[0];
    }
    if (text.empty()) return false;
    text.remove_prefix(1);
    return back.parameters.emplace(name, value).second;
}

ReadBack read(std::string_view text) {
    ReadBack back;
    if (!text.starts_with('<')) return back;
    text.remove_prefix(1);
    back.priority = up_to(text, '>');
    if (up_to(text, ' ') != "1") return back;
    for (std::string* each : {&back.timestamp, &back.host, &back.name, &back.process, &back.kind})
        *each = up_to(text, ' ');
    if (!text.starts_with('[')) return back;
    text.remove_prefix(1);
    back.id = up_to(text, ' ');
    while (read_parameter(text, back)) {
        if (text.starts_with("] ")) break;
        if (!text.starts_with(' ')) return back;
        text.remove_prefix(1);
    }
    if (!text.starts_with("] ")) return back;
    back.words = text.substr(2);
    back.good = true;
    return back;
}

}  // namespace

TEST_CASE("syslog: what is escaped in a parameter, RFC 5424 6.3.3") {
    const struct {
        std::string value, wanted;
    } rows[] = {
        {"plain", "plain"},
        {"", ""},
        {"a\"b", "a\\\"b"},
        {"a\\b", "a\\\\b"},
        {"a]b", "a\\]b"},
        {"[a", "[a"},
        {"\\\"]", "\\\\\\\"\\]"},
        {"a\nb\r\tc", "a b  c"},
        {std::string("a\0b", 3), "a b"},
        {"\x7f", " "},
        {"Zo\xC3\xAB", "Zo\xC3\xAB"},
        {"Zo\xEB", "Zo?"},
    };
    for (const auto& [value, wanted] : rows) CHECK(escaped_parameter(value) == wanted);
}

TEST_CASE("syslog: words of the header, RFC 5424 6") {
    CHECK(header_word("him1.example", 255) == "him1.example");
    CHECK(header_word("", 255) == "-");
    CHECK(header_word("two words\n", 255) == "two_words_");
    CHECK(header_word(std::string(300, 'a'), 255).size() == 255);
    CHECK(header_word("Zo\xC3\xAB", 255) == "Zo__");
}

TEST_CASE("syslog: one message of each kind") {
    const std::map<ActionClass, std::string> priorities = {{ActionClass::denied, "84"},
                                                           {ActionClass::break_glass, "85"}};
    for (const AuditRecord& record : sample::all()) {
        const std::string message = syslog_message(record, sample::source);
        CAPTURE(message);
        const ReadBack back = read(message);
        REQUIRE(back.good);
        const auto other = priorities.find(record.action);
        CHECK(back.priority == (other == priorities.end() ? "110" : other->second));
        CHECK(back.timestamp == "2026-11-22T14:03:00.125Z");
        CHECK(back.host == "him1.example");
        CHECK(back.name == "muniment");
        CHECK(back.process == "-");
        CHECK(back.kind == name_of(record.action));
        CHECK(back.id == "muniment@32473");
        CHECK(back.parameters.at("id") == to_text(record.id));
        CHECK(back.parameters.contains("patient") == !record.patient.is_nil());
        CHECK(back.parameters.at("route") == record.route);
        // Ids, and nobody's name.
        CHECK(message.find("Vale") == message.npos);
    }
}

TEST_CASE("syslog: a frame says its length in octets, RFC 5425 4.3.1") {
    CHECK(framed("<110>1 ...") == "10 <110>1 ...");
    CHECK(framed("\xC3\xAB") == "2 \xC3\xAB");
}

TEST_CASE("syslog: what does not fit is left out, and the message stays whole") {
    AuditRecord record = sample::record(ActionClass::view);
    for (int i = 0; i < 3000; ++i) record.entities.push_back({"chart_resource", i, {}});
    const std::string message = syslog_message(record, sample::source);
    CHECK(message.size() <= syslog_bytes_max);
    const ReadBack back = read(message);
    REQUIRE(back.good);
    CHECK_FALSE(back.parameters.contains("seen"));
    CHECK(back.parameters.at("entry") == to_text(record.entry));
}

// Goal: no bytes in any field make another field, another message, or a longer one.
TEST_CASE("syslog: a reader gets back what was put in") {
    const auto shown = [](const std::string& value) {
        std::string kept;
        const bool readable = is_utf8(value);
        for (const char c : value)
            kept += static_cast<unsigned char>(c) < 0x20 || c == 0x7f  ? ' '
                    : readable || static_cast<unsigned char>(c) < 0x80 ? c
                                                                       : '?';
        return kept;
    };
    const bool held = rc::check("syslog parameters", [&] {
        AuditRecord record = sample::record(ActionClass::view);
        record.route = *rc::gen::container<std::string>(rc::gen::oneOf(
            rc::gen::elementOf(std::string("\"\\]=[ \n\r<>")), rc::gen::arbitrary<char>()));
        record.evidence = *rc::gen::arbitrary<std::string>();
        Source source = sample::source;
        source.host = *rc::gen::arbitrary<std::string>();
        const std::string message = syslog_message(record, source);
        const ReadBack back = read(message);
        RC_ASSERT(back.good);
        RC_ASSERT(message.size() <= syslog_bytes_max);
        RC_ASSERT(is_utf8(message));
        RC_ASSERT(message.find('\n') == message.npos);
        RC_ASSERT(back.parameters.count("route") == (record.route.empty() ? 0u : 1u));
        if (!record.route.empty()) RC_ASSERT(back.parameters.at("route") == shown(record.route));
        if (!record.evidence.empty())
            RC_ASSERT(back.parameters.at("evidence") == shown(record.evidence));
        RC_ASSERT(back.parameters.at("entry") == to_text(record.entry));
    });
    CHECK(held);
}

}  // namespace muniment::audit
