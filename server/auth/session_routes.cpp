// /session: signing in by password or passkey, proving it anew, signing out.
#include "server/auth/call.h"

namespace muniment::server {

using house::gives;
using house::Permission;
using house::takes;
using signin::Next;

struct Credentials {
    std::string username;
    std::string password;
    std::string code;  // of the authenticator app, or a recovery code; when it was asked for
    signin::Workstation workstation = signin::Workstation::office;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (username, password, code, workstation))

struct FreshProof {
    std::string password;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(FreshProof, (), (password, code))

struct Ways {
    std::string single_sign_on;  // the issuer's label; empty: there is none
    bool passkeys = false;       // only where the browser may use them: TLS, or this machine
};
BOOST_DESCRIBE_STRUCT(Ways, (), (single_sign_on, passkeys))

// The second factor is asked for by a 401 of its own; the client sends all of it again.
static http::Response ask_for(Next next) {
    const bool code = next == Next::code;
    return challenge({Fault::unauthorized, code ? "Enter the code of your authenticator app."
                                                : "Use your passkey to sign in."},
                     code ? "error=\"second_factor_required\", factor=\"code\""
                          : "error=\"second_factor_required\", factor=\"passkey\"");
}

static AuthAnswer sign_in(const AuthCall& call) {
    const auto given = TRY(call.body<Credentials>());
    const signin::Attempt attempt{given.username,    given.password, given.code,
                                  given.workstation, call.from(),    call.token};
    const auto in = TRY(call.auth.sessions.sign_in(attempt));
    return in.next == Next::done ? signed_in_answer(call, in) : ask_for(in.next);
}

static AuthAnswer show(const AuthCall& call) {
    if (!call.session) return Error{Fault::unauthorized, "Your session has ended; sign in again."};
    return answer_of(call.auth, *call.session);
}

static AuthAnswer sign_out(const AuthCall& call) {
    const Status ended = call.auth.sessions.sign_out(call.token);
    http::Response response = ended ? json_answer("{}") : http::problem(ended.error());
    response.headers.emplace_back("Set-Cookie", set_cookie(call.auth, "", 0));
    return response;
}

static AuthAnswer ways(const AuthCall& call) {
    const auto view = TRY(call.auth.house.view());
    const auto settings = TRY(signin::settings_of(*view));
    Ways ways;
    if (!settings.issuer.url.empty())
        ways.single_sign_on =
            settings.issuer.label.empty() ? "your organization" : settings.issuer.label;
    ways.passkeys = call.auth.secure || call.auth.party.id == "localhost";
    return answer_json(ways);
}

static AuthAnswer freshen(const AuthCall& call) {
    const auto given = TRY(call.body<FreshProof>());
    const auto in = TRY(call.auth.sessions.freshen(call.token, given.password, given.code));
    return signed_in_answer(call, in);
}

static const std::string to_sign_in = "passkey sign-in";
static std::string to_freshen(const AuthCall& call) {
    return "passkey fresh " + to_text(call.session->id);
}

static AuthAnswer ask_passkey(const AuthCall& call) {
    return answer_json(TRY(new_challenge(call, to_sign_in)));
}

static AuthAnswer ask_passkey_fresh(const AuthCall& call) {
    return answer_json(TRY(new_challenge(call, to_freshen(call))));
}

static AuthAnswer sign_in_by_passkey(const AuthCall& call) {
    const auto proof = TRY(call.body<PasskeyProof>());
    auto proven = check_passkey(call, proof, to_sign_in);
    if (!proven) {
        house::Act act;
        act.action = "people.sign_in.refused";
        act.purpose = "OPERATIONS";
        act.detail = {{"what", "passkey"}};
        TRY(call.auth.house.act(std::move(act)));
        return proven.error();
    }
    signin::Entry entry;
    entry.user = proven->user;
    entry.method = signin::Method::passkey;
    entry.workstation = proof.workstation;
    entry.from = call.from();
    entry.old_token = call.token;
    entry.drafts = {std::move(proven->counter)};
    const auto in = TRY(call.auth.sessions.enter(entry));
    return signed_in_answer(call, in);
}

static AuthAnswer freshen_by_passkey(const AuthCall& call) {
    const auto proof = TRY(call.body<PasskeyProof>());
    auto proven = TRY(check_passkey(call, proof, to_freshen(call)));
    if (proven.user != call.session->user)
        return Error{Fault::forbidden, "This is another person's passkey."};
    const auto in =
        TRY(call.auth.sessions.freshen_by_passkey(call.token, std::move(proven.counter)));
    return signed_in_answer(call, in);
}

static const AuthRoute session_table[] = {
    {{"POST", "/session", Permission::open, nullptr, takes<Credentials>, gives<SessionAnswer>,
      "Sign in; the answer sets the session cookie"},
     sign_in},
    {{"GET", "/session", Permission::open, nullptr, nullptr, gives<SessionAnswer>,
      "Who is signed in"},
     show},
    {{"DELETE", "/session", Permission::open, nullptr, nullptr, nullptr, "Sign out"}, sign_out},
    {{"GET", "/session/ways", Permission::open, nullptr, nullptr, gives<Ways>,
      "Which ways to sign in there are"},
     ways},
    {{"POST", "/session/fresh", Permission::signed_in, nullptr, takes<FreshProof>,
      gives<SessionAnswer>, "Prove it anew, by password or code; the cookie is exchanged"},
     freshen},
    {{"POST", "/session/fresh/challenge", Permission::signed_in, nullptr, nullptr, gives<Challenge>,
      "A challenge for proving it anew with a passkey"},
     ask_passkey_fresh},
    {{"POST", "/session/fresh/passkey", Permission::signed_in, nullptr, takes<PasskeyProof>,
      gives<SessionAnswer>, "Prove it anew with a passkey"},
     freshen_by_passkey},
    {{"POST", "/session/passkey/challenge", Permission::open, nullptr, nullptr, gives<Challenge>,
      "A challenge for signing in with a passkey"},
     ask_passkey},
    {{"POST", "/session/passkey", Permission::open, nullptr, takes<PasskeyProof>,
      gives<SessionAnswer>, "Sign in with a passkey"},
     sign_in_by_passkey},
};

AuthRoutes session_routes() { return session_table; }

}  // namespace muniment::server
