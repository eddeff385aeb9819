// One JSON text as nodes: numbers keep their text, everything is checked, faults have their place.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/tree.h"

#include <doctest/doctest.h>

#include "formats/fhir/summary.h"

namespace muniment::fhir {

using namespace std::string_literals;

namespace {

// The tree written out again without space, texts decoded and in quotes of their own.
std::string written(Value value) {
    if (!value.is(Kind::object) && !value.is(Kind::array))
        return value.is(Kind::text) ? "'" + value.text() + "'" : value.text();
    std::string out = value.is(Kind::object) ? "{" : "[";
    for (const Value child : value) {
        if (value.is(Kind::object)) out += std::string(child.key()) + ":";
        out += written(child) + ",";
    }
    return out + (value.is(Kind::object) ? "}" : "]");
}

std::string refusal(std::string_view text) {
    Tree tree;
    const auto root = tree.parse(text);
    if (root) return "";
    CHECK(root.error().fault == Fault::incorrect);
    return root.error().message;
}

std::string nested(std::size_t depth) {  // the object counts as one
    return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
}

std::string with_keys(std::size_t count, const std::string& last) {
    std::string text = "{";
    for (std::size_t i = 0; i < count; ++i) text += "\"k" + std::to_string(i) + "\":1,";
    return text + "\"" + last + "\":2}";
}

}  // namespace

TEST_CASE("tree: what is read") {
    struct Row {
        const char* text;
        const char* tree;
    };
    const Row rows[] = {
        {"{}", "{}"},
        {" \r\n\t{ } \n", "{}"},
        {R"({"a":1})", "{a:1,}"},
        {R"({"a":[],"b":{},"c":[[],{}]})", "{a:[],b:{},c:[[],{},],}"},
        {R"({"a":true,"b":false,"c":null})", "{a:true,b:false,c:null,}"},
        {R"({ "a" : [ 1 , 2 ] , "b" : { "c" : 3 } })", "{a:[1,2,],b:{c:3,},}"},
        {R"({"a":"x","b":""})", "{a:'x',b:'',}"},
        {R"({"a":"\u00e9\n\"\\"})", "{a:'\xc3\xa9\n\"\\',}"},
        {R"({"\u0061b":1,"q\"":2})", "{ab:1,q\":2,}"},
        {"{\"\":\"\xf0\x9f\x8f\xa5\"}", "{:'\xf0\x9f\x8f\xa5',}"},
        {R"({"a":"}],{","b":2})", "{a:'}],{',b:2,}"},
        // numbers keep every digit
        {R"({"a":[1.10,-0,0.0,1e5,1E+5,2.50e-300,123456789012345678901234567890.000]})",
         "{a:[1.10,-0,0.0,1e5,1E+5,2.50e-300,123456789012345678901234567890.000,],}"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        Tree tree;
        const auto root = tree.parse(row.text);
        REQUIRE(static_cast<bool>(root));
        CHECK(written(*root) == row.tree);
    }
}

TEST_CASE("tree: what is refused, and why") {
    struct Row {
        std::string text;
        const char* reason;  // the beginning of the message
    };
    const Row rows[] = {
        {"", "There is no JSON object."},
        {"  \n", "There is no JSON object."},
        {"[]", "The JSON is not well formed."},
        {"7", "The JSON is not well formed."},
        {"null", "The JSON is not well formed."},
        {"{", "The JSON "},
        {"}", "The JSON "},
        {"{\"a\":1", "The JSON "},
        {"{\"a\":[1}", "The JSON "},
        {"{\"a\":[1,2}", "The JSON "},
        {"{\"a\":1]", "The JSON "},
        {"{\"a\"}", "The JSON "},
        {"{\"a\":}", "A JSON value is not well formed."},
        {"{\"a\" 1}", "The JSON "},
        {"{\"a\":1,}", "The JSON "},
        {"{,\"a\":1}", "The JSON "},
        {"{\"a\":1 \"b\":2}", "The JSON "},
        {"{\"a\":[1,]}", "A JSON value is not well formed."},
        {"{\"a\":[,1]}", "A JSON value is not well formed."},
        {"{\"a\":[1 2]}", ""},
        {"{a:1}", "The JSON "},
        {"{'a':1}", "The JSON "},
        {"{1:1}", "The JSON "},
        {"{\"a", "The JSON ends inside a string."},
        {"{\"a\":\"b}", "The JSON ends inside a string."},
        {"{\"a\":\"b\nc\"}", "A JSON string has a control character"},
        {"{\"a\":\"b\0c\"}"s, "A JSON string has a control character"},
        {"{\"a\":\"\xff\"}", "The text is not valid UTF-8."},
        {"{\"\xc0\x80\":1}", "The text is not valid UTF-8."},
        {"{\"a\":\"\xed\xa0\x80\"}", "The text is not valid UTF-8."},
        {R"({"a":"\x"})", "A JSON string has an escape that is not valid."},
        {R"({"a":"\ud83c"})", "A JSON string has an escape that is not valid."},
        {R"({"\ud83c":1})", "A JSON key is not well formed."},
        {R"({"a":1,"a":1})", "An element stands twice in one object."},
        {R"({"a":1,"\u0061":1})", "An element stands twice in one object."},
        {R"({"x":[{"a":1,"b":2,"a":null}]})", "An element stands twice in one object."},
        {"{}{}", "Something follows the JSON object."},
        {"{} 1", "The JSON "},
        {"{\"a\":1}}", ""},
        {"\xef\xbb\xbf{}", "The JSON is not well formed."},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const std::string message = refusal(row.text);
        CHECK_FALSE(message.empty());
        CAPTURE(message);
        CHECK(message.starts_with(row.reason));
    }
}

// RFC 8259 6, and the three literals.
TEST_CASE("tree: a scalar that is not one") {
    for (const char* scalar :
         {"01",       "-01", "+1",    "-",    ".5",  "1.",        "1.e1",     "1e",
          "1e+",      "1e-", "1E1.5", "0x10", "1_0", "1a",        "--1",      "NaN",
          "Infinity", "nul", "nulll", "True", "tru", "truefalse", "undefined"}) {
        CAPTURE(std::string(scalar));
        CHECK_FALSE(refusal("{\"a\":" + std::string(scalar) + "}").empty());
        CHECK_FALSE(refusal("{\"a\":[" + std::string(scalar) + "]}").empty());
    }
}

TEST_CASE("tree: a message gives the byte and nothing of the text") {
    CHECK(refusal(R"({"name":"Jane","age":01})") == "A JSON value is not well formed. (byte 21)");
    CHECK(refusal(R"({"a":{"Jane":1,"Jane":2}})") ==
          "An element stands twice in one object. (byte 2)");
}

TEST_CASE("tree: limits hold at their border") {
    CHECK(refusal(nested(depth_max)) == "");
    CHECK(refusal(nested(depth_max + 1)).starts_with("The JSON is nested too deeply."));
    CHECK_FALSE(refusal("{\"a\":" + std::string(100000, '[')).empty());
    std::string objects = "1";
    for (std::size_t i = 0; i <= depth_max; ++i) objects = "{\"a\":" + objects + "}";
    CHECK(refusal(objects).starts_with("The JSON is nested too deeply."));
    CHECK(refusal(std::string(resource_bytes_max + 1, ' ')) ==
          "The resource is larger than 64 MB.");
}

// Few keys are compared one with another, many are sorted.
TEST_CASE("tree: a key twice is found in small and large objects") {
    for (const std::size_t count : {1u, 2u, 22u, 23u, 24u, 25u, 26u, 300u}) {
        CAPTURE(count);
        CHECK(refusal(with_keys(count, "other")) == "");
        CHECK_FALSE(refusal(with_keys(count, "k0")).empty());
        CHECK_FALSE(refusal(with_keys(count, "k" + std::to_string(count - 1))).empty());
        CHECK_FALSE(refusal(with_keys(count, "\\u006b0")).empty());
    }
}

TEST_CASE("tree: finding and walking") {
    Tree tree;
    const auto root = tree.parse(R"({"a":{"x":1,"y":[1,[2,3],4]},"b":null,"c":"a","d":[]})");
    REQUIRE(static_cast<bool>(root));
    CHECK(root->find("c").text() == "a");
    CHECK(root->find("a").find("x").text() == "1");
    CHECK_FALSE(root->find("x"));  // not at this level
    CHECK_FALSE(root->find("b"));  // null reads as absent
    CHECK_FALSE(root->find("A"));
    CHECK_FALSE(root->find("c").find("a"));            // a text has no members
    CHECK_FALSE(root->find("a").find("y").find("0"));  // neither has a list
    CHECK_FALSE(Value().find("a"));
    std::string seen;
    for (const Value child : root->find("a").find("y")) seen += std::to_string(child.node().span);
    CHECK(seen == "131");
    for (const Value child : root->find("d")) CHECK(child.text() == "never");
    for (const Value child : root->find("c")) CHECK(child.text() == "never");
    for (const Value child : Value()) CHECK(child.text() == "never");
    CHECK_FALSE(Value().is(Kind::null));
}

TEST_CASE("tree: where a value stands") {
    Tree tree;
    const std::string text = R"({"a":{"x":1},"list":[{},"z"]})";
    const auto root = tree.parse(text);
    REQUIRE(static_cast<bool>(root));
    CHECK(tree.offset_of(root->find("a")) == text.find("a\":{"));
    CHECK(tree.offset_of(root->find("a").find("x")) == text.find("x\":1"));
    const Value second = *++root->find("list").begin();
    CHECK(tree.offset_of(second) == text.find("z\""));
}

TEST_CASE("tree: one tree for one text after another") {
    Tree tree;
    const std::string large = "{\"a\":\"" + std::string(5u << 20, 'x') + "\"}";
    for (int round = 0; round < 2; ++round) {
        REQUIRE(static_cast<bool>(tree.parse(large)));
        auto root = tree.parse(R"({"\u0061":1})");  // shorter: nothing of the last text is left
        REQUIRE(static_cast<bool>(root));
        CHECK(written(*root) == "{a:1,}");
        CHECK_FALSE(static_cast<bool>(tree.parse("{\"a\":")));
        root = tree.parse("{}");  // a failure leaves nothing behind
        REQUIRE(static_cast<bool>(root));
        CHECK(written(*root) == "{}");
    }
    CHECK(&thread_tree() == &thread_tree());
}

}  // namespace muniment::fhir
