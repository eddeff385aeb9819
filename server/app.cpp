#include "server/app.h"

#include <cstring>
#include <future>
#include <iostream>

#include "base/text.h"
#include "kernel/desk/gate.h"
#include "kernel/desk/perform.h"
#include "server/audit/feed.h"
#include "server/auth/auth.h"
#include "server/front.h"
#include "server/http/problem.h"
#include "server/routes.h"
#include "server/web_client.h"

namespace muniment::server {

using house::Actor;
using http::Request;
using http::Respond;
using http::Response;

struct App::State {
    house::House& house;
    const rules::Packs& packs;
    desk::Router router;
    std::unique_ptr<people::BreachedFile> breached;
    signin::Sessions sessions;
    std::unique_ptr<HttpClient> client = curl_client();
    std::optional<Auth> auth;
    tasks::JobRunner jobs;
    WebClient web;
    std::string api_document;
    Front front;
    std::unique_ptr<audit::Feeder> feeder;
    std::unique_ptr<http::Server> http, redirect;  // last: their threads use the others

    State(house::House& h, const rules::Packs& p, const Options& options,
          std::unique_ptr<people::BreachedFile> stolen)
        : house(h),
          packs(p),
          router(all_routes()),
          breached(std::move(stolen)),
          sessions(h, breached.get()),
          jobs(h, p, all_jobs()),
          api_document(openapi()),
          front(options, h.random()) {}

    void handle(Request request, const Respond& respond);
    void run(const Request& request, const desk::Router::Match& match, const Actor& actor,
             const Respond& respond);
    Response run_job_route(const Request& request);
    void refuse(const Request& request, const Actor& actor, const house::Route& route);
};

static Response json_answer(std::string content) {
    Response response;
    response.body = std::move(content);
    return response;
}

static Response response_of(house::Answer answer) {
    Response response;
    response.status = answer.status;
    response.content_type = std::move(answer.content_type);
    response.body = std::move(answer.content);
    response.headers = std::move(answer.headers);
    // The client shows a PDF in a frame of its own page.
    if (response.content_type == "application/pdf")
        response.headers.emplace_back("X-Frame-Options", "SAMEORIGIN");
    if (response.content_type != "application/json")
        response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

void App::State::run(const Request& request, const desk::Router::Match& match, const Actor& actor,
                     const Respond& respond) {
    const desk::Performer by{house, packs, router, [this] { jobs.wake(); }};
    desk::perform(
        by, actor, match, {request.method, request.path, request.query, request.body},
        [this, respond, route = match.route](Result<house::Answer> answer) {
            // Whoever was changed or has left is looked up anew at once.
            if (route->permission == house::Permission::people_manage && route->method != "GET")
                sessions.look_again();
            respond(answer ? response_of(*std::move(answer)) : http::problem(answer.error()));
        });
}

// A denied attempt of somebody who is signed in is written down: it is what an auditor asks for.
void App::State::refuse(const Request& request, const Actor& actor, const house::Route& route) {
    house::Act act;
    act.action = "access.denied";
    act.actor = actor.user;
    act.purpose = actor.purpose;
    act.detail = {{"route", route.path}, {"method", request.method}};
    act.drafts = people::access_drafts(house, actor, act.action, {{{}, "nothing", 0, {}}});
    house.act(std::move(act), [](Result<house::Receipt>) {});
}

static Response unknown_method(const Request& request) {
    return http::problem(
        405, {Fault::incorrect, "This address does not know the method " + request.method + "."});
}

Response App::State::run_job_route(const Request& request) {
    if (request.method != "GET" && request.method != "HEAD") return unknown_method(request);
    const std::string_view rest = std::string_view(request.path).substr(std::strlen("/api/jobs"));
    if (rest.empty()) {
        auto recent = jobs.recent(50);
        if (!recent) return http::problem(recent.error());
        return response_of(house::answer_of(JobList{*std::move(recent)}));
    }
    const auto id = parse_uuid(rest.substr(1));
    const auto job = id ? jobs.job(*id) : Error{Fault::not_found, "There is no such job."};
    if (!job) return http::problem(job.error());
    return response_of(house::answer_of(*job));
}

static bool is_api(const std::string& path) { return path == "/api" || path.starts_with("/api/"); }

void App::State::handle(Request request, const Respond& respond) {
    front.settle(request);
    if (auto refused = front.refuse(request, std::chrono::steady_clock::now()))
        return respond(*std::move(refused));
    const bool api = is_api(request.path);
    if (!api) {
        auto ours = auth->answer(request);
        return respond(ours ? *std::move(ours) : web.answer(request));
    }
    // HEAD is GET without the content.
    const auto match = router.find(request.method == "HEAD" ? "GET" : request.method,
                                   request.path.substr(std::strlen("/api")));
    // A form on somebody else's page cannot set a header of its own.
    if (request.method != "GET" && request.method != "HEAD" &&
        request.headers.get("X-Muniment").empty())
        return respond(http::problem(
            {Fault::forbidden, "The request must carry the header \"X-Muniment: 1\"."}));
    if (auto ours = auth->answer(request)) return respond(*std::move(ours));
    auto actor = auth->actor_of(request);
    if (request.path == "/api/openapi.json") return respond(json_answer(api_document));
    if (request.path == "/api/jobs" || request.path.starts_with("/api/jobs/"))
        return respond(actor ? run_job_route(request) : http::problem(actor.error()));
    if (match.other_method) return respond(unknown_method(request));
    if (match.route == nullptr)
        return respond(http::problem({Fault::not_found, "There is nothing at this address."}));
    if (match.route->permission == house::Permission::open) {
        return run(request, match, actor ? *actor : Actor{}, respond);
    }
    if (!actor) return respond(http::problem(actor.error()));
    auto decision = desk::admit(packs, *actor, *match.route, house.now(), house.today());
    // A program's scopes may be less than its role allows.
    decision.allowed &= actor->permissions.contains(match.route->permission);
    if (!decision.allowed) {
        refuse(request, *actor, *match.route);
        return respond(http::problem(people::refusal(decision)));
    }
    if (match.route->proof == house::Proof::fresh)
        if (auto again = auth->ask_fresh(request)) return respond(*std::move(again));
    run(request, match, *actor, respond);
}

static http::Options wire_options(const Options& options) {
    http::Options wire;
    wire.address = options.address;
    wire.port = options.port;
    wire.limits.hosts = options.hosts;
    wire.on_bug = [](std::string_view method, std::string_view path, std::string_view) {
        // Neither the path's ids nor what was thrown: either may tell of a patient.
        std::cerr << "muniment: internal error in " << method << " "
                  << path.substr(0, path.find('/', 5)) << "\n";
    };
    return wire;
}

static Result<std::unique_ptr<http::Server>> start_redirect(const Options& options,
                                                            std::uint16_t tls_port) {
    http::Options wire = wire_options(options);
    wire.io_threads = 1;
    wire.workers = 1;
    wire.connections_max = 256;
    wire.limits.body_bytes_max = 4096;
    return http::Server::start(wire,
                               [options, tls_port](const Request& request, const Respond& respond) {
                                   respond(to_tls(request, options, tls_port));
                               });
}

App::App() = default;

Result<std::unique_ptr<App>> App::start(house::House& house, const rules::Packs& packs,
                                        Options options) {
    TRY(check_transport(options));
    TRY(people::check_roles(packs, house.today()));
    std::unique_ptr<App> app(new App);
    std::unique_ptr<people::BreachedFile> breached;
    if (!options.breached_file.empty())
        breached = TRY(people::BreachedFile::open(options.breached_file));
    app->state_ = std::make_unique<State>(house, packs, options, std::move(breached));
    State& state = *app->state_;
    http::Options wire = wire_options(options);
    wire.tls = options.tls;
    if (options.tls) wire.port = options.tls_port;
    // Nobody is answered before the port, and with it the address, is known.
    std::promise<void> ready;
    const auto known = ready.get_future().share();
    state.http =
        TRY(http::Server::start(wire, [&state, known](Request request, const Respond& respond) {
            known.wait();
            state.handle(std::move(request), respond);
        }));
    if (options.public_url.empty())
        options.public_url = std::string(options.tls ? "https" : "http") +
                             "://localhost:" + std::to_string(state.http->port());
    state.auth.emplace(house, packs, state.sessions, *state.client, options.public_url);
    ready.set_value();
    if (options.tls) state.redirect = TRY(start_redirect(options, state.http->port()));
    state.jobs.start();
    if (options.audit_syslog)
        state.feeder = std::make_unique<audit::Feeder>(
            house, *options.audit_syslog,
            [](const std::string& words) { std::cerr << "muniment: " << words << std::endl; });
    return app;
}

App::~App() {
    if (state_ && state_->redirect) state_->redirect->stop();
    if (state_ && state_->http) state_->http->stop();
}

std::uint16_t App::port() const { return state_->http->port(); }
std::uint16_t App::redirecting() const { return state_->redirect ? state_->redirect->port() : 0; }
Result<Instant> App::reload_tls() { return state_->http->reload_tls(); }

}  // namespace muniment::server
