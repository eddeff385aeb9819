#include "server/session.h"

#include <algorithm>

#include "base/text.h"
#include "server/http/problem.h"

namespace muniment::server {

using http::Request;
using http::Response;

namespace {

constexpr std::string_view cookie_name = "muniment_session";

// Purposes of use a person may state (HL7 PurposeOfUse in our words).
constexpr std::string_view purposes[] = {"TREATMENT", "PAYMENT", "OPERATIONS", "PATIENT_REQUEST",
                                         "LEGAL"};

}  // namespace

Response json_answer(std::string content) {
    Response response;
    response.body = std::move(content);
    return response;
}

static std::string token_of(const Request& request) {
    for (std::string_view part : split(request.headers.get("Cookie"), ';')) {
        part = trim(part);
        if (part.starts_with(cookie_name) && part.substr(cookie_name.size()).starts_with("="))
            return std::string(part.substr(cookie_name.size() + 1));
    }
    return {};
}

static Response answer_of(const house::House& house, const rules::Packs& packs,
                          const people::Session& session) {
    SessionAnswer answer{
        {session.user, session.name, session.roles, {}}, session.expires, house.zone().name()};
    for (const house::Permission one : people::permissions_of(packs, session.roles, house.today()))
        answer.user.permissions.push_back(one);
    return json_answer(to_json_text(answer));
}

static std::string cookie(const std::string& token, std::int64_t seconds) {
    return std::string(cookie_name) + "=" + token +
           "; HttpOnly; SameSite=Strict; Path=/; Max-Age=" + std::to_string(seconds);
}

Result<house::Actor> actor_of(people::Sessions& sessions, const rules::Packs& packs, Day today,
                              const Request& request) {
    const people::Session session = TRY(sessions.recognise(token_of(request)));
    house::Actor actor = people::actor_of(session, packs, today);
    const std::string_view purpose = request.headers.get("X-Purpose");
    if (purpose.empty()) return actor;
    if (std::ranges::find(purposes, purpose) == std::end(purposes))
        return Error{Fault::incorrect,
                     "X-Purpose must be TREATMENT, PAYMENT, OPERATIONS, PATIENT_REQUEST or LEGAL."};
    actor.purpose = purpose;
    return actor;
}

static Response sign_in(const house::House& house, const rules::Packs& packs,
                        people::Sessions& sessions, const Request& request) {
    const auto given = from_json_text<Credentials>(request.body, {4096, 4});
    if (!given) return http::problem(given.error());
    const auto signed_in = sessions.sign_in(given->username, given->password);
    if (!signed_in) return http::problem(signed_in.error());
    Response response = answer_of(house, packs, signed_in->session);
    response.headers.emplace_back("Set-Cookie", cookie(signed_in->token, 12 * 3600));
    return response;
}

Response session_answer(const house::House& house, const rules::Packs& packs,
                        people::Sessions& sessions, const Request& request) {
    if (request.method == "POST") return sign_in(house, packs, sessions, request);
    if (request.method == "DELETE") {
        const Status ended = sessions.sign_out(token_of(request));
        Response response = ended ? json_answer("{}") : http::problem(ended.error());
        response.headers.emplace_back("Set-Cookie", cookie("", 0));
        return response;
    }
    if (request.method != "GET" && request.method != "HEAD")
        return http::problem(
            405, {Fault::incorrect, "A session is made by POST, seen by GET, ended by DELETE."});
    const auto session = sessions.recognise(token_of(request));
    return session ? answer_of(house, packs, *session) : http::problem(session.error());
}

}  // namespace muniment::server
