// What Sessions keeps; inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <mutex>
#include <unordered_map>

#include "kernel/signin/limits.h"
#include "kernel/signin/sessions.h"

namespace muniment::signin {

struct Cached {
    Session session;
    Instant checked{};    // in the database
    Instant seen{};       // used last, here or elsewhere
    Instant seen_kept{};  // as the database has it
};

struct Sessions::State {
    explicit State(house::House& h) : house(h), limits(h) {}
    house::House& house;
    Limits limits;
    const people::BreachedFile* breached = nullptr;
    std::string decoy;  // checked when the name is unknown, so that both answers take as long
    std::mutex mutex;   // guards what follows
    std::unordered_map<std::string, Cached> cache;  // by token digest
    int checking = 0;
    Instant seen_flushed{};

    Result<Session> recognise(const std::string& digest, Instant seen);
    Result<Cached> look_up(const std::string& digest);
    void keep_seen();
    Result<SignedIn> open(const Entry& entry, house::Act act, Owes owes);
    Result<SignedIn> exchange(Session session, house::Act act);
    void forget(const std::function<bool(const Session&)>& which);
    // True or false; busy when too many are being checked.
    Result<bool> check_password(const std::string& hash, const std::string& password);
    Status acceptable(const std::string& username, const std::string& password);
};

std::string token_digest(const std::string& token);
house::Act act_about(const std::string& action, const Uuid& actor, const Uuid& user);
// The session's next version in that state, under that token's digest.
house::Draft draft_of(const Session& session, const std::string& digest, const char* state);
// The digest under which a session is kept now.
Result<std::string> digest_of_session(house::View& view, const Uuid& session);
inline Error session_ended() {
    return {Fault::unauthorized, "Your session has ended; sign in again."};
}

// A code of the app or from the recovery list. Nothing when it is wrong or was used.
struct CodeProof {
    Method method = Method::code;
    Credentials after;  // without the recovery code that was used
};
Result<std::optional<CodeProof>> check_code(house::House& house, const Kept& kept,
                                            const std::string& code);

}  // namespace muniment::signin
