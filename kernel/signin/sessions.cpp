// Sessions opened, recognised and ended.
#include "kernel/signin/sessions.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/signin/sessions_state.h"

namespace muniment::signin {

using people::session_table;
using store::Row;

// How long another program may still take a session for open that was ended, or its user's end.
static constexpr auto looked_up_for = std::chrono::seconds(60);
static constexpr auto seen_kept_every = std::chrono::seconds(20);
static constexpr std::size_t sessions_cached_max = 10'000;

std::string token_digest(const std::string& token) { return std::string(sha256(token).view()); }

house::Act act_about(const std::string& action, const Uuid& actor, const Uuid& user) {
    house::Act act;
    act.action = action;
    act.actor = actor;
    act.subject = user;
    act.purpose = "OPERATIONS";
    return act;
}

house::Draft draft_of(const Session& session, const std::string& digest, const char* state) {
    return {&session_table,
            session.id,
            session.version + 1,
            {store::Blob{digest}, store::value_of(session.user), store::value_of(session.expires),
             std::string(state)},
            {},
            to_json_text(session.facts)};
}

Result<std::string> digest_of_session(house::View& view, const Uuid& session) {
    std::string digest;
    TRY(view.sql().query(
        "SELECT token FROM people_session WHERE org = ? AND id = ? AND current = 1",
        {view.org(), store::value_of(session)}, [&](const Row& row) { digest = row.text(0); }));
    return digest;
}

Sessions::Sessions(house::House& house, const people::BreachedFile* breached)
    : state_(std::make_unique<State>(house)) {
    state_->breached = breached;
    state_->decoy = people::hash_password("a password that nobody has");
}
Sessions::~Sessions() = default;

static int idle_of(const SignInSettings& settings, Workstation workstation) {
    switch (workstation) {
        case Workstation::office:
            return settings.idle_office;
        case Workstation::clinical:
            return settings.idle_clinical;
        case Workstation::kiosk:
            return settings.idle_kiosk;
    }
    return settings.idle_kiosk;
}

// A session as the database has it now; version 0 when there is none open.
static Result<Session> read_session(house::View& view, const char* column, const std::string& key) {
    Session session;
    std::string content;
    TRY(view.sql().query(
        std::string("SELECT id, person, expires, version, content FROM people_session "
                    "WHERE org = ? AND current = 1 AND state = 'open' AND ") +
            column + " = ?",
        {{view.org(), store::Blob{key}}}, [&](const Row& row) {
            session.id = row.uuid(0);
            session.user = row.uuid(1);
            session.expires = row.instant(2);
            session.version = row.integer(3);
            content = row.text(4);
        }));
    if (session.version == 0) return session;
    session.facts = TRY(from_json_text<SessionFacts>(content));
    return session;
}

static Status add_user(house::View& view, Session& session, Instant now) {
    const auto user = TRY(people::account(view, session.user));
    if (people::is_closed(user.value, now)) return session_ended();
    const SignInSettings settings = TRY(settings_of(view));
    session.name = user.value.name;
    session.roles = user.value.roles;
    session.person = user.value.person;
    session.idle_minutes = idle_of(settings, session.facts.workstation);
    session.fresh_minutes = settings.fresh_minutes;
    return ok();
}

Result<Cached> Sessions::State::look_up(const std::string& digest) {
    const auto view = TRY(house.view());
    Cached found;
    found.session = TRY(read_session(*view, "token", digest));
    if (found.session.version == 0) return session_ended();
    TRY(add_user(*view, found.session, house.now()));
    found.checked = house.now();
    found.seen = found.session.facts.started;
    TRY(view->sql().query("SELECT at FROM signin_seen WHERE org = ? AND session = ?",
                          {view->org(), store::value_of(found.session.id)},
                          [&](const Row& row) { found.seen = row.instant(0); }));
    found.seen_kept = found.seen;
    return found;
}

static bool is_over(const Cached& one, Instant now) {
    const Session& session = one.session;
    if (now >= session.expires || (session.person.ends && now >= *session.person.ends)) return true;
    return session.facts.method != Method::program &&
           now - one.seen >= std::chrono::minutes(session.idle_minutes);
}

// Who is shut out for want of training is looked up each time: the course, taken, opens at once.
static bool is_untrained(const Cached& one, Day today) {
    const auto& until = one.session.person.trained_until;
    return until && *until < today;
}

// `seen`: when the person was last there, as the client says.
Result<Session> Sessions::State::recognise(const std::string& digest, Instant seen) {
    const Instant now = house.now();
    std::optional<Cached> known;
    {
        const std::lock_guard lock(mutex);
        const auto found = cache.find(digest);
        if (found != cache.end()) known = found->second;
    }
    if (!known || now >= known->checked + looked_up_for || is_untrained(*known, house.today())) {
        auto fresh = look_up(digest);
        if (!fresh) {
            const std::lock_guard lock(mutex);
            cache.erase(digest);
            return fresh.error();
        }
        if (known) fresh->seen = std::max(fresh->seen, known->seen);
        known = *std::move(fresh);
    }
    if (is_over(*known, now)) {
        const std::lock_guard lock(mutex);
        cache.erase(digest);
        return session_ended();
    }
    known->seen = std::max(known->seen, seen);
    {
        const std::lock_guard lock(mutex);
        if (cache.size() >= sessions_cached_max) cache.clear();
        cache[digest] = *known;
    }
    keep_seen();
    return known->session;
}

// What was seen since the last time goes into the database together, now and then.
void Sessions::State::keep_seen() {
    std::vector<std::vector<store::Value>> rows;
    {
        const std::lock_guard lock(mutex);
        if (house.now() < seen_flushed + seen_kept_every) return;
        seen_flushed = house.now();
        for (auto& [digest, one] : cache)
            if (one.seen > one.seen_kept) {
                one.seen_kept = one.seen;
                rows.push_back({house.database().org(), store::value_of(one.session.id),
                                microseconds_of(one.seen)});
            }
    }
    if (rows.empty()) return;
    // Housekeeping: when it fails, other programs take the session for idle a little early.
    static_cast<void>(house.database().maintain([&](store::Transaction& transaction) -> Status {
        for (const auto& row : rows)
            TRY(
                transaction.run("INSERT INTO signin_seen (org, session, at) VALUES (?, ?, ?) "
                                "ON CONFLICT (org, session) DO UPDATE SET at = excluded.at",
                                row, -1));
        return ok();
    }));
}

Result<Session> Sessions::recognise(const std::string& token, std::chrono::seconds idle) {
    if (token.size() != 43) return session_ended();
    const auto since = std::clamp(idle, std::chrono::seconds(0), std::chrono::seconds(86'400));
    return state_->recognise(token_digest(token), state_->house.now() - since);
}

bool Sessions::is_fresh(const Session& session) const {
    return session.fresh_minutes == 0 ||
           state_->house.now() <
               session.facts.fresh_at + std::chrono::minutes(session.fresh_minutes);
}

// The new session, and the end of the one the client had (no session is ever carried over).
Result<SignedIn> Sessions::State::open(const Entry& entry, house::Act act, Owes owes) {
    const Instant now = house.now();
    Session session;
    session.id = house.new_id();
    session.user = entry.user;
    session.expires = std::chrono::time_point_cast<std::chrono::microseconds>(now + entry.length);
    session.facts = {now, now, entry.method, entry.workstation, owes, entry.from, entry.scopes};
    const auto view = TRY(house.view());
    TRY(add_user(*view, session, now));
    const std::string token = to_base64url(house.random().bytes(32));
    act.detail["method"] = enum_name(entry.method);
    act.detail["session"] = to_text(session.id);
    for (const house::Draft& draft : entry.drafts) act.drafts.push_back(draft);
    act.drafts.push_back(draft_of(session, token_digest(token), "open"));
    ++session.version;
    const std::string old = entry.old_token.size() == 43 ? token_digest(entry.old_token) : "";
    if (!old.empty()) {
        const Session before = TRY(read_session(*view, "token", old));
        if (before.version > 0) act.drafts.push_back(draft_of(before, old, "ended"));
    }
    TRY(house.act(std::move(act)));
    const std::lock_guard lock(mutex);
    cache.erase(old);
    return SignedIn{Next::done, session, token};
}

Result<SignedIn> Sessions::enter(const Entry& entry) {
    const auto view = TRY(state_->house.view());
    const auto user = TRY(people::account(*view, entry.user));
    if (people::is_closed(user.value, state_->house.now())) return session_ended();
    return state_->open(entry, act_about("people.sign_in", entry.user, entry.user), Owes::nothing);
}

// The same session under a new token, proven just now.
Result<SignedIn> Sessions::State::exchange(Session session, house::Act act) {
    const auto view = TRY(house.view());
    const std::string old = TRY(digest_of_session(*view, session.id));
    const std::string token = to_base64url(house.random().bytes(32));
    session.facts.fresh_at = house.now();
    act.drafts.push_back(draft_of(session, token_digest(token), "open"));
    TRY(house.act(std::move(act)));
    ++session.version;
    const std::lock_guard lock(mutex);
    cache.erase(old);
    return SignedIn{Next::done, session, token};
}

void Sessions::State::forget(const std::function<bool(const Session&)>& which) {
    const std::lock_guard lock(mutex);
    std::erase_if(cache, [&](const auto& one) { return which(one.second.session); });
}

void Sessions::look_again() {
    state_->forget([](const Session&) { return true; });
}

Status Sessions::settle_debt(const Session& session) {
    const auto view = TRY(state_->house.view());
    const std::string digest = TRY(digest_of_session(*view, session.id));
    Session paid = session;
    paid.facts.owes = Owes::nothing;
    auto act = act_about("people.session.debt_settled", session.user, session.user);
    act.drafts.push_back(draft_of(paid, digest, "open"));
    TRY(state_->house.act(std::move(act)));
    state_->forget([&](const Session& one) { return one.id == session.id; });
    return ok();
}

Status Sessions::sign_out(const std::string& token) {
    const Session session = TRY(recognise(token));
    auto act = act_about("people.sign_out", session.user, session.user);
    act.drafts.push_back(draft_of(session, token_digest(token), "ended"));
    TRY(state_->house.act(std::move(act)));
    state_->forget([&](const Session& one) { return one.id == session.id; });
    return ok();
}

// Open sessions of a user, newest first.
static Result<std::vector<Session>> open_sessions(house::View& view, const Uuid& user,
                                                  Instant now) {
    std::vector<Session> all;
    std::vector<std::string> contents;
    TRY(view.sql().query(
        "SELECT id, person, expires, version, content FROM people_session WHERE "
        "org = ? AND person = ? AND current = 1 AND state = 'open' AND expires > ?"
        " ORDER BY expires DESC LIMIT 200",
        {view.org(), store::value_of(user), store::value_of(now)}, [&](const Row& row) {
            Session one;
            one.id = row.uuid(0);
            one.user = row.uuid(1);
            one.expires = row.instant(2);
            one.version = row.integer(3);
            all.push_back(one);
            contents.emplace_back(row.text(4));
        }));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].facts = TRY(from_json_text<SessionFacts>(contents[i]));
    return all;
}

Result<std::vector<SessionRow>> Sessions::of_user(const Uuid& user, const Uuid& asking) {
    const auto view = TRY(state_->house.view());
    const Instant now = state_->house.now();
    const SignInSettings settings = TRY(settings_of(*view));
    std::vector<SessionRow> rows;
    const auto sessions = TRY(open_sessions(*view, user, now));
    for (const Session& one : sessions) {
        Instant seen = one.facts.started;
        TRY(view->sql().query("SELECT at FROM signin_seen WHERE org = ? AND session = ?",
                              {view->org(), store::value_of(one.id)},
                              [&](const Row& row) { seen = row.instant(0); }));
        const bool idle =
            now - seen >=
            std::chrono::minutes(idle_of(settings, one.facts.workstation)) + seen_kept_every;
        if (idle && one.id != asking) continue;
        rows.push_back({one.id, one.facts.started, seen, one.expires, one.facts.method,
                        one.facts.workstation, one.facts.from, one.id == asking});
    }
    return rows;
}

Status Sessions::end(const Uuid& by, const Uuid& session) {
    const auto view = TRY(state_->house.view());
    const Session found = TRY(read_session(*view, "id", std::string(session.view())));
    if (found.version == 0) return Error{Fault::not_found, "There is no such open session."};
    const std::string digest = TRY(digest_of_session(*view, session));
    auto act = act_about("people.session.ended", by, found.user);
    act.detail = {{"session", to_text(session)}};
    act.drafts.push_back(draft_of(found, digest, "ended"));
    TRY(state_->house.act(std::move(act)));
    state_->forget([&](const Session& one) { return one.id == session; });
    return ok();
}

Status Sessions::end_all(const Uuid& by, const Uuid& user, const Uuid& except) {
    const auto view = TRY(state_->house.view());
    const auto sessions = TRY(open_sessions(*view, user, state_->house.now()));
    auto act = act_about("people.sessions.ended", by, user);
    for (const Session& one : sessions) {
        if (one.id == except) continue;
        const std::string digest = TRY(digest_of_session(*view, one.id));
        act.drafts.push_back(draft_of(one, digest, "ended"));
    }
    act.detail = {{"sessions", static_cast<std::int64_t>(act.drafts.size())}};
    TRY(state_->house.act(std::move(act)));
    state_->forget([&](const Session& one) { return one.user == user && one.id != except; });
    return ok();
}

}  // namespace muniment::signin
