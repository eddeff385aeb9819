// The only file that includes simdjson: walks its on-demand cursor once over every value, so that
// nothing is left unchecked, and notes where each value stands.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/tree.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "formats/fhir/escape.h"
#include "formats/fhir/summary.h"

namespace muniment::fhir {

namespace ondemand = simdjson::ondemand;

struct Tree::Parser {
    ondemand::parser json;
};

namespace {

constexpr std::size_t kept_bytes_max = 4u << 20;  // a larger buffer is given back after use

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view right_trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::size_t digits(std::string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - from;
}

// RFC 8259 6. No limit on size or precision: the text is what is kept.
bool is_number(std::string_view text) {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = digits(text, at);
    if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
    at += whole;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = digits(text, at + 1);
        if (fraction == 0) return false;
        at += 1 + fraction;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        const std::size_t exponent = digits(text, at);
        if (exponent == 0) return false;
        at += exponent;
    }
    return at == text.size();
}

const char* sentence(simdjson::error_code code) {
    switch (code) {
        case simdjson::UTF8_ERROR:
            return "The text is not valid UTF-8.";
        case simdjson::UNCLOSED_STRING:
            return "The JSON ends inside a string.";
        case simdjson::UNESCAPED_CHARS:
            return "A JSON string has a control character that is not escaped.";
        case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
            return "The JSON ends before its last bracket.";
        case simdjson::EMPTY:
            return "There is no JSON object.";
        case simdjson::MEMALLOC:
        case simdjson::CAPACITY:
            return "The resource is too large for the memory at hand.";
        default:
            return "The JSON is not well formed.";
    }
}

}  // namespace

// Fills a Tree. Failure is noted once, with its place; every step returns whether to go on.
class TreeBuilder {
  public:
    TreeBuilder(Tree& tree, std::string_view text) : tree_(tree), text_(text) {}

    bool run() {
        ondemand::document document;
        const simdjson::padded_string_view padded(text_.data(), text_.size(), tree_.bytes_.size());
        if (auto code = tree_.parser_->json.iterate(padded).get(document)) return fail(code);
        ondemand::object root;
        if (auto code = document.get_object().get(root)) return fail(code);
        if (!add_object(root, {}, 1)) return false;
        const bool ended = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
        return ended || fail("Something follows the JSON object.", text_.size());
    }
    Error error() const {
        return Error{
            Fault::incorrect,
            reason_ + (offset_ == 0 ? std::string() : " (byte " + std::to_string(offset_) + ")")};
    }

  private:
    bool fail(const char* reason, std::size_t offset) {
        if (!reason_.empty()) return false;
        reason_ = reason;
        offset_ = offset;
        return false;
    }
    bool fail(simdjson::error_code code) { return fail(sentence(code), last_); }

    std::size_t open(std::string_view key, Kind kind) {
        tree_.nodes_.push_back({key, {}, 1, kind, false});
        return tree_.nodes_.size() - 1;
    }
    void close(std::size_t index) {
        tree_.nodes_[index].span = static_cast<std::uint32_t>(tree_.nodes_.size() - index);
    }

    bool add(ondemand::value value, std::string_view key, std::size_t depth) {
        const std::string_view token = right_trimmed(value.raw_json_token());
        last_ = static_cast<std::size_t>(token.data() - text_.data());
        if (token.empty()) return fail("The JSON is not well formed.", last_);
        if (tree_.nodes_.size() >= resource_values_max)
            return fail("The resource has too many values.", last_);
        if (token[0] == '{') {
            ondemand::object object;
            if (auto code = value.get_object().get(object)) return fail(code);
            return add_object(object, key, depth + 1);
        }
        if (token[0] == '[') return add_list(value, key, depth + 1);
        return add_scalar(token, key);
    }

    bool add_object(ondemand::object& object, std::string_view key, std::size_t depth) {
        if (depth > depth_max) return fail("The JSON is nested too deeply.", last_);
        const std::size_t index = open(key, Kind::object);
        for (auto item : object) {
            ondemand::field field;
            if (auto code = std::move(item).get(field)) return fail(code);
            std::string_view name;
            if (!key_of(field, name)) return false;
            if (!add(field.value(), name, depth)) return false;
        }
        close(index);
        return keys_are_unique(index);
    }

    bool add_list(ondemand::value value, std::string_view key, std::size_t depth) {
        if (depth > depth_max) return fail("The JSON is nested too deeply.", last_);
        ondemand::array list;
        if (auto code = value.get_array().get(list)) return fail(code);
        const std::size_t index = open(key, Kind::array);
        for (auto item : list) {
            ondemand::value element;
            if (auto code = std::move(item).get(element)) return fail(code);
            if (!add(element, {}, depth)) return false;
        }
        close(index);
        return true;
    }

    bool add_scalar(std::string_view token, std::string_view key) {
        Node node{key, token, 1, Kind::null, false};
        if (token[0] == '"') {
            if (token.size() < 2 || token.back() != '"')
                return fail("A JSON string is not well formed.", last_);
            node.kind = Kind::text;
            node.raw = token.substr(1, token.size() - 2);
            node.escaped = std::memchr(node.raw.data(), '\\', node.raw.size()) != nullptr;
            if (node.escaped && !escapes_are_valid(node.raw))
                return fail("A JSON string has an escape that is not valid.", last_);
        } else if (token == "true" || token == "false") {
            node.kind = Kind::boolean;
        } else if (token != "null") {
            if (!is_number(token)) return fail("A JSON value is not well formed.", last_);
            node.kind = Kind::number;
        }
        tree_.nodes_.push_back(node);
        return true;
    }

    bool key_of(ondemand::field& field, std::string_view& name) {
        // The key's length is not kept by the cursor: it ends at the first unescaped quote.
        const char* begin = field.key().raw();
        const char* end = begin;
        bool escaped = false;
        for (; *end != '"'; ++end) {
            if (*end != '\\') continue;
            escaped = true;
            ++end;
        }
        name = {begin, static_cast<std::size_t>(end - begin)};
        last_ = static_cast<std::size_t>(begin - text_.data());
        if (!escaped) return true;
        if (!escapes_are_valid(name)) return fail("A JSON key is not well formed.", last_);
        name = tree_.keys_.emplace_back(decode_escapes(name));
        return true;
    }

    // Two readers would see two different resources in one with a key twice.
    bool keys_are_unique(std::size_t index) {
        const Value object(&tree_.nodes_[index]);
        keys_.clear();
        for (const Value child : object) {
            const std::string_view key = child.key();
            if (keys_.size() < 24)
                for (const std::string_view other : keys_)
                    if (other == key) return fail_twice(object);
            keys_.push_back(key);
        }
        if (keys_.size() <= 24) return true;
        std::sort(keys_.begin(), keys_.end());
        const bool unique = std::adjacent_find(keys_.begin(), keys_.end()) == keys_.end();
        return unique || fail_twice(object);
    }
    bool fail_twice(Value object) {
        return fail("An element stands twice in one object.", tree_.offset_of(object));
    }

    Tree& tree_;
    std::string_view text_;
    std::vector<std::string_view> keys_;
    std::string reason_;
    std::size_t offset_ = 0;
    std::size_t last_ = 0;
};

Tree::Tree() : parser_(std::make_unique<Parser>()) {}
Tree::~Tree() = default;

Result<Value> Tree::parse(std::string_view json) {
    nodes_.clear();
    keys_.clear();
    if (json.size() > resource_bytes_max)
        return Error{Fault::incorrect, "The resource is larger than " +
                                           std::to_string(resource_bytes_max >> 20) + " MB."};
    if (bytes_.size() > kept_bytes_max) {
        bytes_ = {};
        nodes_ = {};
        parser_ = std::make_unique<Parser>();
    }
    const std::size_t padded = json.size() + simdjson::SIMDJSON_PADDING;
    if (bytes_.size() < padded) bytes_.resize(padded);
    std::copy(json.begin(), json.end(), bytes_.begin());
    std::fill_n(bytes_.data() + json.size(), simdjson::SIMDJSON_PADDING, ' ');
    TreeBuilder builder(*this, {bytes_.data(), json.size()});
    if (!builder.run()) return builder.error();
    return Value(nodes_.data());
}

std::size_t Tree::offset_of(Value value) const {
    // Containers have no text of their own: take the first key or value inside, else the next one.
    const Node* const end = nodes_.data() + nodes_.size();
    const auto inside = [&](const char* at) {
        return at != nullptr && at >= bytes_.data() && at < bytes_.data() + bytes_.size();
    };
    for (const Node* at = &value.node(); at != end; ++at) {
        if (inside(at->key.data())) return static_cast<std::size_t>(at->key.data() - bytes_.data());
        if (inside(at->raw.data())) return static_cast<std::size_t>(at->raw.data() - bytes_.data());
    }
    return 0;
}

Value Value::find(std::string_view key) const {
    if (!is(Kind::object)) return {};
    for (const Value child : *this)
        if (child.key() == key) return child.is(Kind::null) ? Value() : child;
    return {};
}

std::string Value::text() const {
    return node_->escaped ? decode_escapes(node_->raw) : std::string(node_->raw);
}

Tree& thread_tree() {
    thread_local Tree tree;
    return tree;
}

}  // namespace muniment::fhir
