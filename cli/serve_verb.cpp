// serve: runs until it is asked to stop.
#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "cli/opened.h"
#include "server/app.h"
#include "server/confine.h"
#include "server/doctor.h"

namespace muniment::cli {

static Result<server::Options> options_of(const ServeWords& words) {
    server::Options options;
    if (!words.audit_syslog.empty()) {
        options.audit_syslog = TRY(audit::collector_at(words.audit_syslog));
        options.audit_syslog->ca = words.audit_ca;
        options.audit_syslog->certificate = words.audit_certificate;
        options.audit_syslog->key = words.audit_key;
    }
    options.address = words.address;
    options.port = words.port;
    if (!words.tls_certificate.empty())
        options.tls = http::TlsFiles{words.tls_certificate, words.tls_key};
    options.tls_port = words.tls_port;
    if (words.plain_http) options.plain = server::Plain::anywhere;
    options.hosts = words.hosts;
    options.trusted_proxy = words.trusted_proxy;
    options.public_url = words.public_url;
    options.breached_file = words.breached;
    // Twenty seconds' worth at once: a page of the client asks for many things when it opens.
    options.rate_per_address = {words.rate_per_address, 1 + 20 * words.rate_per_address};
    options.rate_per_session = {words.rate_per_session, 1 + 20 * words.rate_per_session};
    return options;
}

// Until SIGINT or SIGTERM; SIGHUP reads the certificate again.
static void wait_for_the_end(server::App& app, const sigset_t& signals) {
    for (;;) {
        int number = 0;
        sigwait(&signals, &number);
        if (number != SIGHUP) return;
        const auto ends = app.reload_tls();
        if (ends)
            std::cout << "The certificate was read again; it ends on " << to_text(*ends) << "."
                      << std::endl;
        else
            std::cerr << "muniment: the certificate in use stays: " << ends.error().message
                      << std::endl;
    }
}

namespace fs = std::filesystem;

static std::string folder_of(const std::string& file) {
    return fs::absolute(file).parent_path().string();
}

// The folder of a name, and of the file that it leads to: renewed certificates are new files behind
// an old name.
static void add_folders(std::vector<std::string>& folders, const std::string& file) {
    if (file.empty()) return;
    std::error_code ignored;
    folders.push_back(folder_of(file));
    folders.push_back(folder_of(fs::weakly_canonical(file, ignored).string()));
}

static server::Confines confines_of(const Common& common, const ServeWords& words) {
    server::Confines confines;
    confines.writable = {fs::absolute(common.data).string()};
    for (const std::string& database : {common.database, common.keys})
        if (!database.empty() && !database.starts_with("postgres"))
            confines.writable.push_back(folder_of(database));
    add_folders(confines.readable, words.tls_certificate);
    add_folders(confines.readable, words.tls_key);
    add_folders(confines.readable, words.breached);
    for (const std::string& file : {words.audit_ca, words.audit_certificate, words.audit_key})
        add_folders(confines.readable, file);
    add_folders(confines.readable, (fs::path(common.data) / "master.key").string());
    if (!common.packs.empty()) confines.readable.push_back(common.packs);
    confines.listens_on = {words.port};
    if (!words.tls_certificate.empty()) confines.listens_on.push_back(words.tls_port);
    return confines;
}

static Result<server::Confined> give_up_rights(const Common& common, const ServeWords& words) {
    if (words.unconfined) return server::Confined{};
    const auto confined = TRY(server::confine(confines_of(common, words)));
    if (!confined.files)
        std::cerr << "muniment: this kernel has no Landlock: the server may open every file that "
                     "its user may open."
                  << std::endl;
    return confined;
}

// For doctor, which is asked by another program and at another time.
static Status tell_doctor(const Common& common, const ServeWords& words, server::App& app,
                          const server::Confined& confined) {
    server::Serving serving;
    serving.since = SystemClock().now();
    serving.address = words.address;
    serving.tls = !words.tls_certificate.empty();
    serving.plain_said = words.plain_http;
    if (serving.tls) serving.certificate_ends = TRY(app.reload_tls());
    serving.calls_confined = confined.calls;
    serving.files_confined = confined.files;
    return server::keep_serving(common.data, serving);
}

int serve(const Common& common, const ServeWords& words) {
    // Blocked before any thread begins, so that only sigwait sees them.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int each : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, each);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);

    const auto given_up = give_up_rights(common, words);
    if (!given_up) return fail(given_up.error());
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto made = options_of(words);
    if (!made) return fail(made.error());
    const server::Options& options = *made;
    auto app = server::App::start((*opened)->house(), (*opened)->packs(), options);
    if (!app) return fail(app.error());
    std::cout << "Muniment serves " << (*opened)->house().facility() << " at "
              << (options.tls ? "https://" : "http://") << words.address << ":" << (*app)->port()
              << "/\nDays are those of " << (*opened)->house().zone().name() << "." << std::endl;
    if (options.tls)
        std::cout << "http://" << words.address << ":" << (*app)->redirecting()
                  << "/ only sends browsers there." << std::endl;
    const Status told = tell_doctor(common, words, **app, *given_up);
    if (!told) std::cerr << "muniment: " << told.error().message << std::endl;
    wait_for_the_end(**app, signals);
    std::cout << "Stopping: running requests and the running job are finished first." << std::endl;
    return 0;
}

int openapi() {
    std::cout << server::openapi() << "\n";
    return 0;
}

}  // namespace muniment::cli
