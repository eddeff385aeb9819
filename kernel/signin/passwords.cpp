// Sign-in with a password and a code; passwords changed and reset.
#include <sodium.h>

#include "base/text.h"
#include "kernel/signin/jwt.h"
#include "kernel/signin/sessions_state.h"
#include "kernel/signin/totp.h"

namespace muniment::signin {

static constexpr int checks_at_once = 2;
static constexpr auto reset_good_for = std::chrono::hours(24);

Result<bool> Sessions::State::check_password(const std::string& hash, const std::string& password) {
    {
        const std::lock_guard lock(mutex);
        if (checking >= checks_at_once)
            return Error{Fault::busy, "Too many people are signing in just now; try again."};
        ++checking;
    }
    const bool good = crypto_pwhash_str_verify(hash.empty() ? decoy.c_str() : hash.c_str(),
                                               password.data(), password.size()) == 0;
    const std::lock_guard lock(mutex);
    --checking;
    return good && !hash.empty();
}

Status Sessions::State::acceptable(const std::string& username, const std::string& password) {
    const std::string fault = people::password_fault(username, password);
    if (!fault.empty()) return Error{Fault::incorrect, fault};
    const bool known = breached != nullptr && TRY(breached->holds(password));
    if (known)
        return Error{Fault::incorrect,
                     "This password is in a list of stolen ones; choose another."};
    return ok();
}

Result<std::optional<CodeProof>> check_code(house::House& house, const Kept& kept,
                                            const std::string& code) {
    if (code.size() > 32) return std::optional<CodeProof>();
    const auto secret = from_base64url(kept.value.totp);
    const auto step = secret && !secret->empty() ? totp_step(*secret, trim(code), house.now())
                                                 : std::optional<std::int64_t>();
    if (step) {
        const bool first = TRY(use_once(house, "totp " + to_text(kept.id) + std::to_string(*step),
                                        house.now() + std::chrono::minutes(5)));
        return first ? std::optional(CodeProof{Method::code, kept.value}) : std::nullopt;
    }
    Credentials changed = kept.value;
    if (std::erase(changed.recovery, code_digest(code)) == 0) return std::optional<CodeProof>();
    return std::optional(CodeProof{Method::recovery_code, changed});
}

namespace {
struct Known {
    std::optional<people::Account> account;
    Kept kept;
    SignInSettings settings;
};

Result<Known> known(house::House& house, const std::string& name) {
    const auto view = TRY(house.view());
    Known all;
    all.account = TRY(people::account_named(*view, name));
    all.settings = TRY(settings_of(*view));
    if (all.account) all.kept = TRY(credentials_of(*view, all.account->id));
    return all;
}

bool is_reset_code(const Kept& kept, const std::string& typed, Instant now) {
    return !kept.value.reset.empty() && kept.value.reset_ends && now < *kept.value.reset_ends &&
           equal_in_constant_time(kept.value.reset, code_digest(typed));
}

Owes owed(const Known& known, Method method) {
    if (method == Method::reset_code) return Owes::new_password;
    const auto& wanted = known.settings.second_factor;
    for (const Role role : known.account->value.roles)
        if (std::ranges::find(wanted, role) != wanted.end() && !has_second_factor(known.kept.value))
            return Owes::second_factor;
    return Owes::nothing;
}

const Error wrong{Fault::unauthorized, "The user name or the password is not right."};
}  // namespace

Result<SignedIn> Sessions::sign_in(const Attempt& attempt) {
    house::House& house = state_->house;
    const std::string name = lower(trim(attempt.username));
    if (name.size() > 64 || attempt.password.size() > 1024) return wrong;
    TRY(state_->limits.may_try(name, attempt.from));
    const Known who = TRY(known(house, name));
    const bool open = who.account && !people::is_closed(who.account->value, house.now());
    const bool by_password = TRY(state_->check_password(
        who.account ? who.account->value.password_hash : std::string(), attempt.password));
    const bool by_reset = is_reset_code(who.kept, attempt.password, house.now());
    const auto refuse = [&](const Error& error, const char* what) -> Result<SignedIn> {
        TRY(state_->limits.failed(name, attempt.from));
        // An unknown name is not written down: it may be a password typed into the wrong field.
        auto act = act_about("people.sign_in.refused", who.account ? who.account->id : Uuid{},
                             who.account ? who.account->id : Uuid{});
        act.detail = {{"what", what}};
        TRY(house.act(std::move(act)));
        return error;
    };
    if (!open || (!by_password && !by_reset)) return refuse(wrong, "password");
    Entry entry{who.account->id,        by_reset ? Method::reset_code : Method::password,
                attempt.workstation,    attempt.from,
                attempt.old_token,      {},
                std::chrono::hours(12), {}};
    Credentials after = who.kept.value;
    if (!who.kept.value.totp.empty()) {
        if (attempt.code.empty()) return SignedIn{Next::code, {}, {}};
        auto proof = TRY(check_code(house, who.kept, attempt.code));
        if (!proof)
            return refuse({Fault::unauthorized,
                           "The code is not right, or was used before; wait for the next one."},
                          "code");
        after = std::move(proof->after);
        if (!by_reset) entry.method = proof->method;
    } else if (!who.kept.value.passkeys.empty()) {
        return SignedIn{Next::passkey, {}, {}};  // a password alone would be less than they chose
    }
    if (by_reset) after.reset.clear();  // signs in once
    if (by_reset || entry.method == Method::recovery_code)
        entry.drafts = {draft_of(who.kept, after)};
    TRY(state_->limits.succeeded(name, attempt.from));
    return state_->open(entry, act_about("people.sign_in", who.account->id, who.account->id),
                        owed(who, entry.method));
}

Result<SignedIn> Sessions::freshen(const std::string& token, const std::string& password,
                                   const std::string& code) {
    house::House& house = state_->house;
    const Session session = TRY(recognise(token));
    if (password.size() > 1024) return wrong;
    const auto view = TRY(house.view());
    const auto account = TRY(people::account(*view, session.user));
    const Kept kept = TRY(credentials_of(*view, session.user));
    const std::string& name = account.value.username;
    TRY(state_->limits.may_try(name, session.facts.from));
    auto act = act_about("people.step_up", session.user, session.user);
    bool good = false;
    if (!kept.value.totp.empty()) {
        auto proof = TRY(check_code(house, kept, code));
        good = proof.has_value();
        if (proof && proof->method == Method::recovery_code)
            act.drafts = {draft_of(kept, proof->after)};
    } else if (kept.value.passkeys.empty()) {
        good = TRY(state_->check_password(account.value.password_hash, password));
    }
    if (good) return state_->exchange(session, std::move(act));
    TRY(state_->limits.failed(name, session.facts.from));
    TRY(house.act(act_about("people.step_up.refused", session.user, session.user)));
    // Not unauthorized: the session itself is still good.
    return Error{Fault::forbidden, "That is not right; try again."};
}

Result<SignedIn> Sessions::freshen_by_passkey(const std::string& token, house::Draft counter) {
    const Session session = TRY(recognise(token));
    auto act = act_about("people.step_up", session.user, session.user);
    act.drafts.push_back(std::move(counter));
    return state_->exchange(session, std::move(act));
}

Status Sessions::change_password(const Session& session, const std::string& old,
                                 const std::string& fresh) {
    house::House& house = state_->house;
    const auto view = TRY(house.view());
    const auto account = TRY(people::account(*view, session.user));
    const Kept kept = TRY(credentials_of(*view, session.user));
    const std::string& name = account.value.username;
    // Who came in by a reset code has no password to say.
    const bool owed = session.facts.owes == Owes::new_password;
    if (!owed) {
        TRY(state_->limits.may_try(name, session.facts.from));
        const bool good = TRY(state_->check_password(account.value.password_hash, old));
        if (!good) {
            TRY(state_->limits.failed(name, session.facts.from));
            return Error{Fault::forbidden, "The present password is not right."};
        }
    }
    TRY(state_->acceptable(name, fresh));
    people::User changed = account.value;
    changed.password_hash = people::hash_password(fresh);
    auto act = act_about("people.password.changed", session.user, session.user);
    act.drafts.push_back(people::draft_of(account, changed));
    if (!kept.value.reset.empty()) {  // whoever remembered after all
        Credentials used = kept.value;
        used.reset.clear();
        act.drafts.push_back(draft_of(kept, used));
    }
    TRY(house.act(std::move(act)));
    TRY(end_all(session.user, session.user, session.id));
    return owed ? settle_debt(session) : ok();
}

Result<std::string> Sessions::reset_password(const Uuid& by, const Uuid& user, Factors factors) {
    house::House& house = state_->house;
    const auto view = TRY(house.view());
    const auto account = TRY(people::account(*view, user));
    const Kept kept = TRY(credentials_of(*view, user));
    Credentials changed = kept.value;
    const std::string code = recovery_codes(house.random()).front();
    changed.reset = code_digest(code);
    changed.reset_ends =
        std::chrono::time_point_cast<std::chrono::microseconds>(house.now() + reset_good_for);
    if (factors == Factors::forget) {
        changed.totp.clear();
        changed.recovery.clear();
        changed.passkeys.clear();
    }
    people::User locked = account.value;
    locked.password_hash.clear();
    auto act = act_about("people.password.reset", by, user);
    act.detail = {{"factors", factors == Factors::forget ? "forgotten" : "kept"}};
    act.drafts.push_back(draft_of(kept, changed));
    act.drafts.push_back(people::draft_of(account, locked));
    TRY(house.act(std::move(act)));
    TRY(end_all(by, user));
    return code;
}

}  // namespace muniment::signin
