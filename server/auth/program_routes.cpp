// Programs: their registration, POST /auth/token (SMART Backend Services) and
// /.well-known/smart-configuration.
#include <algorithm>

#include "kernel/signin/programs.h"
#include "server/auth/call.h"

namespace muniment::server {

using house::gives;
using house::Permission;
using house::Proof;
using house::takes;
using http::Request;
using http::Response;

struct ProgramMade {
    Uuid id;
    std::string client_id;
    std::string token_address;
};
BOOST_DESCRIBE_STRUCT(ProgramMade, (), (id, client_id, token_address))

static std::string token_address(const Auth::State& auth) {
    return auth.public_url + "/auth/token";
}

static AuthAnswer register_program(const AuthCall& call) {
    const auto wanted = TRY(call.body<signin::NewProgram>());
    const auto view = TRY(call.auth.house.view());
    auto act = TRY(signin::register_program(call.auth.house, *view, wanted));
    act.actor = call.session->user;
    const Uuid id = act.subject;
    TRY(call.auth.house.act(std::move(act)));
    return answer_json(ProgramMade{id, wanted.client_id, token_address(call.auth)});
}

static const AuthRoute program_table[] = {
    {{"POST", "/signin/programs", Permission::people_manage, nullptr, takes<signin::NewProgram>,
      gives<ProgramMade>, "Register a program for SMART Backend Services", Proof::fresh},
     register_program},
};

AuthRoutes program_routes() { return program_table; }

// name=value&name=value, percent-encoded; nullopt when it is not, or a name stands twice.
static std::optional<std::map<std::string, std::string>> form_of(std::string_view text) {
    std::map<std::string, std::string> fields;
    for (const std::string_view pair : split(text, '&')) {
        std::string plain;
        for (std::size_t i = 0; i < pair.size(); ++i) {
            if (pair[i] == '+') {
                plain += ' ';
            } else if (pair[i] == '%') {
                const auto byte = from_hex(pair.substr(i + 1, 2));
                if (!byte || byte->size() != 1) return std::nullopt;
                plain += *byte;
                i += 2;
            } else {
                plain += pair[i];
            }
        }
        const auto equals = plain.find('=');
        if (equals == plain.npos) return std::nullopt;
        if (!fields.emplace(plain.substr(0, equals), plain.substr(equals + 1)).second)
            return std::nullopt;
    }
    return fields;
}

// RFC 6749 5.2.
static Response token_error(std::string_view code, const std::string& words) {
    Response response =
        json_answer(json::serialize(json::object{{"error", code}, {"error_description", words}}));
    response.status = code == "invalid_client" ? 401 : 400;
    return response;
}

struct Client {
    people::Account account;
    signin::Kept kept;
};

// Whose assertion it says it is; nothing is believed of it yet.
static Result<std::optional<Client>> client_of(Auth::State& auth, const std::string& assertion) {
    const auto token = TRY(signin::read_token(assertion));
    const auto view = TRY(auth.house.view());
    auto account = TRY(people::account_named(*view, lower(token.text("iss"))));
    if (!account || people::is_closed(account->value, auth.house.now()) ||
        account->value.roles != std::vector{people::Role::program})
        return std::optional<Client>();
    auto kept = TRY(signin::credentials_of(*view, account->id));
    return std::optional(Client{*std::move(account), std::move(kept)});
}

static Result<std::string> keys_of(Auth::State& auth, const signin::Credentials& program) {
    if (!program.jwks.empty()) return program.jwks;
    auto fetched = TRY(auth.client.fetch(program.jwks_url));
    if (fetched.status != 200)
        return Error{Fault::unavailable, "The program's keys cannot be fetched."};
    return std::move(fetched.content);
}

// The assertion is good, and was not used before.
static Result<Client> proven(Auth::State& auth, const std::string& assertion) {
    const Error refused{Fault::unauthorized, "The client assertion is not accepted."};
    const auto client = TRY(client_of(auth, assertion));
    if (!client) return refused;
    const std::string jwks = TRY(keys_of(auth, client->kept.value));
    const std::string& name = client->account.value.username;
    const auto token =
        TRY(signin::check_assertion(assertion, jwks, name, token_address(auth), auth.house.now()));
    const bool first = TRY(signin::use_once(auth.house, "jti " + name + "\n" + token.text("jti"),
                                            auth.house.now() + 2 * signin::token_length));
    if (!first) return refused;
    return *client;
}

static Response give_token(Auth::State& auth, const Client& client, const Request& request,
                           const std::string& asked) {
    const auto scopes = signin::granted(client.kept.value, asked);
    if (!scopes) return token_error("invalid_scope", scopes.error().message);
    signin::Entry entry;
    entry.user = client.account.id;
    entry.method = signin::Method::program;
    entry.from = request.remote;
    entry.scopes = *scopes;
    entry.length = signin::token_length;
    const auto in = auth.sessions.enter(entry);
    if (!in) return http::problem(in.error());
    return json_answer(json::serialize(json::object{{"access_token", in->token},
                                                    {"token_type", "bearer"},
                                                    {"expires_in", signin::token_length.count()},
                                                    {"scope", join(*scopes, " ")}}));
}

static Response token_answer(Auth::State& auth, const Request& request) {
    if (request.method != "POST")
        return http::problem(405, {Fault::incorrect, "Tokens are asked for by POST."});
    const auto form = form_of(request.body);
    if (request.body.size() > 32'768 || !form)
        return token_error("invalid_request", "The form cannot be read.");
    const auto field = [&](const char* name) {
        const auto found = form->find(name);
        return found == form->end() ? std::string() : found->second;
    };
    if (field("grant_type") != "client_credentials")
        return token_error("unsupported_grant_type", "Only client_credentials.");
    if (field("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        return token_error("invalid_client", "A client_assertion of type jwt-bearer is needed.");
    const auto client = proven(auth, field("client_assertion"));
    if (client) return give_token(auth, *client, request, field("scope"));
    house::Act act;
    act.action = "people.sign_in.refused";
    act.purpose = "OPERATIONS";
    act.detail = {{"what", "program"}};
    if (auto noted = auth.house.act(std::move(act)); !noted) return http::problem(noted.error());
    // One answer for all that may be wrong with it: nobody learns which programs there are.
    return token_error("invalid_client", "The client assertion is not accepted.");
}

static Response configuration(const Auth::State& auth) {
    const json::object document = {
        {"token_endpoint", token_address(auth)},
        {"token_endpoint_auth_methods_supported", {"private_key_jwt"}},
        {"token_endpoint_auth_signing_alg_values_supported", {"RS384", "ES384"}},
        {"grant_types_supported", {"client_credentials"}},
        {"scopes_supported", {"system/*.rs"}},
        {"capabilities", {"client-confidential-asymmetric", "permission-v2"}}};
    return json_answer(json::serialize(document));
}

std::optional<Response> program_answer(Auth::State& auth, const Request& request) {
    if (request.path == "/auth/token") {
        Response response = token_answer(auth, request);
        response.headers.emplace_back("Cache-Control", "no-store");
        response.headers.emplace_back("Pragma", "no-cache");
        return response;
    }
    if (request.path == "/.well-known/smart-configuration" ||
        request.path == "/fhir/.well-known/smart-configuration")
        return configuration(auth);
    return std::nullopt;
}

}  // namespace muniment::server
