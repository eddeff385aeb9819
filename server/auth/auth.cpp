// Finds who asks and which of this room's answers is asked for.
#include "server/auth/auth.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "kernel/signin/programs.h"
#include "server/auth/call.h"

namespace muniment::server {

using http::Request;
using http::Response;

namespace {

// Purposes of use a person may state (HL7 PurposeOfUse in our words).
constexpr std::string_view purposes[] = {"TREATMENT", "PAYMENT", "OPERATIONS", "PATIENT_REQUEST",
                                         "LEGAL"};

std::vector<AuthRoute> all() {
    std::vector<AuthRoute> routes;
    for (const AuthRoutes some :
         {session_routes(), account_routes(), sso_routes(), program_routes()})
        routes.insert(routes.end(), some.begin(), some.end());
    return routes;
}

struct Match {
    const AuthRoute* route = nullptr;
    std::map<std::string, std::string> path;
    bool other_method = false;
};

bool fits(const AuthRoute& one, std::string_view path, std::map<std::string, std::string>& names) {
    const auto wanted = split(one.route.path, '/'), parts = split(path, '/');
    if (wanted.size() != parts.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{'))
            names[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = parts[i];
        else if (wanted[i] != parts[i])
            return false;
    }
    return true;
}

Match find(std::string_view method, std::string_view path) {
    static const std::vector<AuthRoute> routes = all();
    Match best;
    for (const AuthRoute& one : routes) {
        std::map<std::string, std::string> names;
        if (!fits(one, path, names)) continue;
        if (one.route.method != method)
            best.other_method = true;
        else if (best.route == nullptr)
            best = {&one, std::move(names), false};
    }
    return best;
}

signin::Party party_of(const std::string& public_url) {
    std::string_view host = public_url;
    host.remove_prefix(std::min(host.size(), host.find("://") + 3));
    return {std::string(host.substr(0, host.find_first_of(":/"))), public_url};
}

std::set<house::Permission> permissions_of(const Auth::State& auth,
                                           const signin::Session& session) {
    if (session.facts.owes != signin::Owes::nothing) return {};
    if (session.facts.method == signin::Method::program)
        return signin::permissions_of(session.facts.scopes);
    return people::permissions_of(auth.packs, session.roles, auth.house.today());
}

}  // namespace

Response json_answer(std::string content) {
    Response response;
    response.body = std::move(content);
    return response;
}

Response redirect(const std::string& address) {
    Response response;
    response.status = 303;
    response.content_type = "text/plain; charset=utf-8";
    response.headers = {{"Location", address}, {"Cache-Control", "no-store"}};
    return response;
}

Response challenge(const Error& error, const std::string& words) {
    Response response = http::problem(401, error);
    response.headers.emplace_back("WWW-Authenticate", "Session " + words);
    return response;
}

std::string cookie_name(const Auth::State& auth) {
    return auth.secure ? "__Host-muniment_session" : "muniment_session";
}

std::string cookie_in(const Request& request, const std::string& name) {
    for (std::string_view part : split(request.headers.get("Cookie"), ';')) {
        part = trim(part);
        if (part.starts_with(name + "=")) return std::string(part.substr(name.size() + 1));
    }
    return {};
}

std::string set_cookie(const Auth::State& auth, const std::string& token, std::int64_t seconds) {
    return cookie_name(auth) + "=" + token +
           "; HttpOnly; SameSite=Strict; Path=/; Max-Age=" + std::to_string(seconds) +
           (auth.secure ? "; Secure" : "");
}

Response answer_of(const Auth::State& auth, const signin::Session& session) {
    SessionAnswer answer{{session.user, session.name, session.roles, {}, {}},
                         session.expires,
                         auth.house.zone().name(),
                         session.facts.owes,
                         session.idle_minutes,
                         session.facts.method};
    for (const house::Permission one : permissions_of(auth, session))
        answer.user.permissions.push_back(one);
    answer.user.purposes = people::purposes_of(auth.packs, session.roles, auth.house.today());
    return answer_json(answer);
}

Response signed_in_answer(const AuthCall& call, const signin::SignedIn& in) {
    Response response = answer_of(call.auth, in.session);
    response.headers.emplace_back("Set-Cookie", set_cookie(call.auth, in.token, 12 * 3600));
    return response;
}

std::string AuthCall::asked(const std::string& name) const {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string() : found->second;
}

Result<Uuid> AuthCall::id(const std::string& name) const {
    const auto found = path.find(name);
    const auto id = found == path.end() ? std::nullopt : parse_uuid(found->second);
    if (!id) return Error{Fault::not_found, "There is nothing at this address."};
    return *id;
}

Auth::Auth(house::House& house, const rules::Packs& packs, signin::Sessions& sessions,
           HttpClient& client, const std::string& public_url)
    : state_(new State{house,
                       packs,
                       sessions,
                       client,
                       public_url,
                       public_url.starts_with("https://"),
                       party_of(public_url),
                       {}}) {}
Auth::~Auth() = default;

std::vector<house::Route> Auth::routes() {
    std::vector<house::Route> described;
    for (const AuthRoute& one : all()) described.push_back(one.route);
    return described;
}

// How long nobody touched the page, as the client says: requests it makes by itself keep nobody in.
static std::chrono::seconds idle_in(const Request& request) {
    const std::string_view said = request.headers.get("X-Idle");
    int seconds = 0;
    std::from_chars(said.data(), said.data() + said.size(), seconds);
    return std::chrono::seconds(seconds);
}

static Result<signin::Session> session_of(Auth::State& auth, const Request& request) {
    const std::string_view authorization = request.headers.get("Authorization");
    constexpr std::string_view bearer = "Bearer ";
    const bool by_program = authorization.starts_with(bearer);
    const std::string token = by_program ? std::string(authorization.substr(bearer.size()))
                                         : cookie_in(request, cookie_name(auth));
    const auto session = TRY(auth.sessions.recognise(token, idle_in(request)));
    // A cookie's token is of no use as a program's, nor the other way round.
    if (by_program != (session.facts.method == signin::Method::program))
        return Error{Fault::unauthorized, "Your session has ended; sign in again."};
    return session;
}

Result<house::Actor> Auth::actor_of(const Request& request) {
    const signin::Session session = TRY(session_of(*state_, request));
    if (session.facts.owes != signin::Owes::nothing)
        return Error{Fault::forbidden, session.facts.owes == signin::Owes::new_password
                                           ? "Choose a new password first."
                                           : "Your role needs a second factor; add one first."};
    house::Actor actor = people::actor_of(session, state_->packs, state_->house.today());
    if (session.facts.method == signin::Method::program)
        actor.permissions = signin::permissions_of(session.facts.scopes);
    actor.session = session.id;
    actor.from = request.remote;
    const std::string_view purpose = request.headers.get("X-Purpose");
    if (purpose.empty()) return actor;
    if (std::ranges::find(purposes, purpose) == std::end(purposes))
        return Error{Fault::incorrect,
                     "X-Purpose must be TREATMENT, PAYMENT, OPERATIONS, PATIENT_REQUEST or LEGAL."};
    actor.purpose = purpose;
    return actor;
}

static Response ask_again(int minutes) {
    return challenge(
        {Fault::unauthorized, "Confirm that it is you: this needs a proof of the last " +
                                  std::to_string(minutes) + " minutes."},
        "error=\"insufficient_user_authentication\", max_age=" + std::to_string(minutes * 60));
}

std::optional<Response> Auth::ask_fresh(const Request& request) {
    const auto session = session_of(*state_, request);
    if (!session || session->facts.method == signin::Method::program) return std::nullopt;
    if (state_->sessions.is_fresh(*session)) return std::nullopt;
    return ask_again(session->fresh_minutes);
}

// Changing what one signs in with is asked for more strictly than a facility may loosen.
static constexpr int account_fresh_minutes = 15;

static std::optional<Response> refused(const house::Route& route, const AuthCall& call) {
    if (route.permission == house::Permission::open) return std::nullopt;
    if (!call.session)
        return http::problem({Fault::unauthorized, "Your session has ended; sign in again."});
    if (route.permission != house::Permission::signed_in &&
        !permissions_of(call.auth, *call.session).contains(route.permission)) {
        house::Act act;
        act.action = "access.denied";
        act.actor = call.session->user;
        act.purpose = "OPERATIONS";
        act.detail = {{"route", route.path}, {"method", call.request.method}};
        call.auth.house.act(std::move(act), [](Result<house::Receipt>) {});
        return http::problem({Fault::forbidden, "Your role does not allow this."});
    }
    const bool fresh = call.auth.house.now() <
                       call.session->facts.fresh_at + std::chrono::minutes(account_fresh_minutes);
    if (route.proof == house::Proof::fresh && !fresh) return ask_again(account_fresh_minutes);
    return std::nullopt;
}

std::optional<Response> Auth::answer(const Request& request) {
    if (auto program = program_answer(*state_, request)) return program;
    if (!request.path.starts_with("/api/")) return std::nullopt;
    const Match match = find(request.method == "HEAD" ? "GET" : request.method,
                             std::string_view(request.path).substr(std::strlen("/api")));
    if (match.route == nullptr && match.other_method)
        return http::problem(405, {Fault::incorrect, "This address does not know the method " +
                                                         request.method + "."});
    if (match.route == nullptr) return std::nullopt;
    AuthCall call{*state_, request, match.path, {}, cookie_in(request, cookie_name(*state_))};
    if (auto session = session_of(*state_, request);
        session && session->facts.method != signin::Method::program)
        call.session = *std::move(session);
    if (auto no = refused(match.route->route, call)) return no;
    auto answered = match.route->answer(call);
    return answered ? *std::move(answered) : http::problem(answered.error());
}

}  // namespace muniment::server
