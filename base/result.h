// Result<T>: a value, or an Error that says what failed, where, and what to do next.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <utility>
#include <variant>

#include "base/ensure.h"

namespace muniment {

// The ways an operation can fail. One table, server/http/problem.cpp, maps them to HTTP status.
enum class Fault {
    incorrect,     // the input is wrong; the caller must change it
    unauthorized,  // we do not know who is asking; sign in
    forbidden,     // the actor may not do this
    not_found,     // no such record, or none this actor may know of
    conflict,      // the record has moved on; reload and retry
    unsupported,   // valid, but we do not do it
    busy,          // over a limit; retry later
    unavailable,   // something we depend on is down: disk full, database gone
    bug,           // our mistake
};

struct Error {
    Fault fault;
    std::string message;    // a sentence for the person who must act; ids, never PHI
    std::string cite = {};  // "45 CFR 164.508(c)(1)(v)" when a rule says no; else empty
};

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::move(value)) {}
    Result(Error error) : state_(std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }

    // Reading the value of a failed Result, or the error of a good one, is a Bug.
    const T& operator*() const& { return *checked(std::get_if<0>(&state_)); }
    T& operator*() & { return *checked(std::get_if<0>(&state_)); }
    T&& operator*() && { return std::move(*checked(std::get_if<0>(&state_))); }
    const T* operator->() const { return checked(std::get_if<0>(&state_)); }
    T* operator->() { return checked(std::get_if<0>(&state_)); }

    const Error& error() const& { return *checked(std::get_if<1>(&state_)); }
    Error&& error() && { return std::move(*checked(std::get_if<1>(&state_))); }

  private:
    template <class P>
    static P* checked(P* pointer) {
        ensure(pointer != nullptr, "a Result was read without being checked");
        return pointer;
    }
    std::variant<T, Error> state_;
};

using Status = Result<std::monostate>;
inline Status ok() { return std::monostate{}; }

}  // namespace muniment

// TRY(x): the value of x, or return x's Error from the enclosing function. Only as a whole
// statement or whole initialiser: inside a braced list it leaks the temporaries before it.
#define TRY(expression)                                          \
    __extension__({                                              \
        auto try_result_ = (expression);                         \
        if (!try_result_) return std::move(try_result_).error(); \
        *std::move(try_result_);                                 \
    })
