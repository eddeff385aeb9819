// One JSON text as a flat list of nodes that point into the bytes received: numbers keep their text
// (1.10 stays 1.10) and nothing is converted before it is asked for. The whole text is checked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace muniment::fhir {

enum class Kind : std::uint8_t { object, array, text, number, boolean, null };

struct Node {
    std::string_view key;  // decoded; empty for elements of a list
    std::string_view
        raw;  // text: between the quotes, escapes still in; number, literal: as written
    std::uint32_t span = 1;  // nodes in this subtree, itself included
    Kind kind = Kind::null;
    bool escaped = false;  // raw has backslashes
};

// A node, or nothing. Cheap to copy; valid as long as its Tree is not parsed again.
class Value {
  public:
    Value() = default;
    explicit Value(const Node* node) : node_(node) {}
    explicit operator bool() const { return node_ != nullptr; }
    const Node& node() const { return *node_; }
    bool is(Kind kind) const { return node_ != nullptr && node_->kind == kind; }
    std::string_view key() const { return node_->key; }
    // The member of an object; nothing when absent, null, or this is no object.
    Value find(std::string_view key) const;
    std::string text() const;  // decoded text, or number and literal as written

    // The children of an object or list, in order; none for anything else.
    class Iterator {
      public:
        explicit Iterator(const Node* at) : at_(at) {}
        Value operator*() const { return Value(at_); }
        Iterator& operator++() {
            at_ += at_->span;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

      private:
        const Node* at_;
    };
    Iterator begin() const { return Iterator(node_ == nullptr ? nullptr : node_ + 1); }
    Iterator end() const { return Iterator(node_ == nullptr ? nullptr : node_ + node_->span); }

  private:
    const Node* node_ = nullptr;
};

// Owns a padded copy of the bytes and the nodes; made to be reused for one text after another.
class Tree {
  public:
    Tree();
    ~Tree();
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;
    // The root, always an object. Errors are those of summarize().
    Result<Value> parse(std::string_view json);
    // Where in the text a node's value begins, for messages.
    std::size_t offset_of(Value value) const;

  private:
    friend class TreeBuilder;
    struct Parser;
    std::unique_ptr<Parser> parser_;
    std::vector<char> bytes_;
    std::vector<Node> nodes_;
    std::deque<std::string> keys_;  // decoded keys, the few that have escapes
};

// A tree of the calling thread. Not to be used while another Value of it is still needed.
Tree& thread_tree();

}  // namespace muniment::fhir
