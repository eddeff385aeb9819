// Sign-in and sessions: guessing is slowed down by name, tokens are kept only as hashes.
#include <sodium.h>

#include <algorithm>

#include "base/text.h"
#include "kernel/people/people.h"
#include "kernel/people/tables.h"

namespace muniment::people {

using house::House;
using store::Row;

static constexpr auto session_length = std::chrono::hours(12);
static constexpr int failures_free = 5;
static constexpr int checks_at_once = 2;
// How long another program may still take a session for open that was ended, or its user's end.
static constexpr auto looked_up_for = std::chrono::seconds(60);
static constexpr std::size_t names_counted_max = 10'000;
static constexpr std::size_t sessions_cached_max = 10'000;

namespace {
struct Failures {
    int count = 0;
    Instant next_try{};
};
struct Cached {
    Session session;
    Instant checked{};  // in the database
};
enum class Check { good, wrong, not_made };
}  // namespace

static bool has_left(const User& user, Instant now) {
    return user.person.ends && *user.person.ends <= now;
}

struct Sessions::State {
    House& house;
    std::string decoy;  // checked when the name is unknown, so that both answers take as long
    std::mutex mutex;   // guards what follows
    std::unordered_map<std::string, Failures> failures;
    std::unordered_map<std::string, Cached> cache;  // by token digest
    int checking = 0;

    Result<std::optional<house::Record<User>>> find(house::View& view, const std::string& name) {
        std::optional<Uuid> id;
        TRY(view.sql().query(
            "SELECT id FROM people_user WHERE org = ? AND username = ? AND current = 1",
            {view.org(), name}, [&](const Row& row) { id = row.uuid(0); }));
        if (!id) return std::optional<house::Record<User>>();
        return std::optional(TRY(house::read<User>(view, user_table, *id)));
    }

    Status begin_check(const std::string& name) {
        const std::lock_guard lock(mutex);
        const auto found = failures.find(name);
        if (found != failures.end() && house.now() < found->second.next_try)
            return Error{Fault::busy,
                         "Too many failed attempts for this name; wait a while, or "
                         "ask your administrator to reset the password."};
        if (checking >= checks_at_once)
            return Error{Fault::busy, "Too many people are signing in just now; try again."};
        ++checking;
        return ok();
    }

    void end_check(const std::string& name, Check check) {
        const std::lock_guard lock(mutex);
        --checking;
        if (check == Check::good) failures.erase(name);
        if (check != Check::wrong) return;
        if (failures.size() >= names_counted_max) failures.clear();
        Failures& mine = failures[name];
        ++mine.count;
        // 1, 2, 4 ... seconds after the free attempts, at most about a quarter of an hour.
        const int doubled = std::clamp(mine.count - failures_free, 0, 10);
        if (mine.count >= failures_free)
            mine.next_try = house.now() + std::chrono::seconds(1 << doubled);
    }

    bool matches(const std::optional<house::Record<User>>& user, const std::string& password) {
        const std::string& hash = user ? user->value.password_hash : decoy;
        const bool same =
            crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
        return same && user && user->value.active && !has_left(user->value, house.now());
    }
};

Sessions::Sessions(House& house) : state_(new State{house, {}, {}, {}, {}, 0}) {
    state_->decoy = hash_password("a password that nobody has");
}
Sessions::~Sessions() = default;

static std::string digest_of(const std::string& token) { return std::string(sha256(token).view()); }

static house::Act act_of(const std::string& action, const Uuid& user) {
    house::Act act;
    act.action = action;
    act.actor = user;
    act.subject = user;
    act.purpose = "OPERATIONS";
    return act;
}

Result<SignedIn> Sessions::sign_in(const std::string& username, const std::string& password) {
    const Error wrong{Fault::unauthorized, "The user name or the password is not right."};
    const std::string name = lower(trim(username));
    if (name.size() > 64 || password.size() > 1024) return wrong;
    TRY(state_->begin_check(name));
    auto view = state_->house.view();
    auto user = view ? state_->find(**view, name)
                     : Result<std::optional<house::Record<User>>>(view.error());
    const bool good = user && state_->matches(*user, password);
    state_->end_check(name, good ? Check::good : user ? Check::wrong : Check::not_made);
    if (!user) return user.error();
    if (!good) {
        // An unknown name is not written down: it may be a password typed into the wrong field.
        auto act = act_of("people.sign_in.refused", *user ? (**user).id : Uuid{});
        TRY(state_->house.act(std::move(act)));
        return wrong;
    }
    const std::string token = to_base64url(state_->house.random().bytes(32));
    const Uuid id = state_->house.new_id();
    const Instant expires = state_->house.now() + session_length;
    auto act = act_of("people.sign_in", (**user).id);
    act.drafts.push_back({&session_table,
                          id,
                          1,
                          {store::Blob{digest_of(token)}, store::value_of((**user).id),
                           store::value_of(expires), std::string("open")},
                          {},
                          ""});
    TRY(state_->house.act(std::move(act)));
    return SignedIn{{id, (**user).id, (**user).value.name, (**user).value.roles, expires,
                     (**user).value.person},
                    token};
}

// As the database has it now.
static Result<Session> look_up(House& house, const std::string& digest) {
    const Error unknown{Fault::unauthorized, "Your session has ended; sign in again."};
    const auto view = TRY(house.view());
    std::optional<Session> session;
    TRY(view->sql().query(
        "SELECT id, person, expires FROM people_session WHERE org = ? AND token = ? AND current = "
        "1 AND state = 'open'",
        {view->org(), store::Blob{digest}}, [&](const Row& row) {
            session = Session{row.uuid(0), row.uuid(1), "", {}, row.instant(2), {}};
        }));
    if (!session || house.now() >= session->expires) return unknown;
    const auto user = TRY(house::read<User>(*view, user_table, session->user));
    if (!user.value.active || has_left(user.value, house.now())) return unknown;
    session->name = user.value.name;
    session->roles = user.value.roles;
    session->person = user.value.person;
    return *session;
}

Result<Session> Sessions::recognise(const std::string& token) {
    if (token.size() != 43)
        return Error{Fault::unauthorized, "Your session has ended; sign in again."};
    const std::string digest = digest_of(token);
    const Instant now = state_->house.now();
    {
        const std::lock_guard lock(state_->mutex);
        const auto found = state_->cache.find(digest);
        if (found != state_->cache.end() && now < found->second.session.expires &&
            now < found->second.checked + looked_up_for)
            return found->second.session;
    }
    const auto session = look_up(state_->house, digest);
    const std::lock_guard lock(state_->mutex);
    if (!session) {
        state_->cache.erase(digest);
        return session.error();
    }
    if (state_->cache.size() >= sessions_cached_max) state_->cache.clear();
    state_->cache[digest] = {*session, now};
    return *session;
}

Status Sessions::sign_out(const std::string& token) {
    const Session session = TRY(recognise(token));
    auto act = act_of("people.sign_out", session.user);
    act.drafts.push_back({&session_table,
                          session.id,
                          2,
                          {store::Blob{digest_of(token)}, store::value_of(session.user),
                           store::value_of(session.expires), std::string("ended")},
                          {},
                          ""});
    TRY(state_->house.act(std::move(act)));
    const std::lock_guard lock(state_->mutex);
    state_->cache.erase(digest_of(token));
    return ok();
}

}  // namespace muniment::people
