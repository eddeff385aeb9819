// The program's command line: which verbs there are and what they take. What they do stands in
// cli/.
#include <CLI/CLI.hpp>

#include "cli/verbs.h"

namespace cli = muniment::cli;

namespace {

// Everything a command line can say; the chosen verb reads its own part.
struct Words {
    cli::Common common;
    cli::DeidWords deid;
    cli::ServeWords serve;
    cli::BackupWords backup;
    cli::AuditWords audit;
    std::string time_zone, facility = "Our Hospital", user = "admin", username, name, input = "-",
                           output = "-", case_name, package, vkey, folder, note_file, file;
    std::vector<std::string> paths, roles;
    std::int64_t index = 0;
    std::uint64_t seed = 20260101;
    int patients = 40;
    bool json = false;
    int exit_status = 0;
};

CLI::App* verb(CLI::App& app, Words& words, const char* name, const char* about,
               std::function<int()> run) {
    CLI::App* sub = app.add_subcommand(name, about);
    sub->add_option("--data", words.common.data, "the data folder")->capture_default_str();
    sub->add_option("--database", words.common.database, "postgresql://... instead of SQLite");
    sub->add_option("--keys", words.common.keys, "postgresql://... for the key database");
    sub->add_option("--packs", words.common.packs,
                    "a folder of rule packs instead of those built in");
    sub->callback([&words, run = std::move(run)] { words.exit_status = run(); });
    return sub;
}

void add_serve_verb(CLI::App& app, Words& w) {
    cli::ServeWords& s = w.serve;
    auto* serve = verb(app, w, "serve", "serve the web client and the API",
                       [&w] { return cli::serve(w.common, w.serve); });
    serve->add_option("--address", s.address)->capture_default_str();
    serve->add_option("--port", s.port, "for http://; 0 takes any free one")->capture_default_str();
    auto* certificate = serve->add_option(
        "--tls-cert", s.tls_certificate,
        "certificate and its issuers, PEM; http:// then only sends browsers on to https://");
    auto* key = serve->add_option("--tls-key", s.tls_key, "its private key, PEM");
    certificate->needs(key);
    key->needs(certificate);
    serve->add_option("--tls-port", s.tls_port, "for https://")->capture_default_str();
    auto* syslog = serve->add_option("--audit-syslog", s.audit_syslog,
                                     "HOST:PORT of a syslog collector told of every access");
    syslog->needs(serve->add_option("--audit-ca", s.audit_ca, "its authorities, PEM"));
    serve->add_option("--audit-cert", s.audit_certificate, "this client's certificate, PEM");
    serve->add_option("--audit-key", s.audit_key, "its private key, PEM");
    serve->add_flag("--plain-http", s.plain_http,
                    "serve a network without TLS, because a proxy in front speaks it");
    serve->add_flag("--unconfined", s.unconfined,
                    "do not give up the right to start programs and to open other files");
    serve->add_option("--trusted-proxy", s.trusted_proxy,
                      "the proxy's address: its X-Forwarded-For is believed");
    serve->add_option("--public-url", s.public_url,
                      "how browsers reach it, as https://him.example.org; cookies, passkeys and "
                      "single sign-on are bound to it");
    serve->add_option("--breached", s.breached,
                      "a file of breached passwords' SHA-1, ordered by hash, that are refused");
    serve->add_option("--host", s.hosts, "a name this server goes by; requests for others fail");
    serve->add_option("--rate-address", s.rate_per_address, "requests a second from one address")
        ->capture_default_str();
    serve->add_option("--rate-session", s.rate_per_session, "requests a second of one session")
        ->capture_default_str();
}

void add_house_verbs(CLI::App& app, Words& w) {
    auto* init = verb(app, w, "init", "make a data folder with a first administrator",
                      [&w] { return cli::init(w.common, w.facility, w.user, w.time_zone); });
    init->add_option("--facility", w.facility, "the hospital's name");
    init->add_option("--user", w.user, "the first administrator's user name");
    init->add_option("--time-zone", w.time_zone,
                     "the facility's, such as America/Chicago; else this machine's");
    auto* demo = verb(app, w, "demo", "make a data folder with the demo hospital",
                      [&w] { return cli::demo(w.common, w.patients, w.seed); });
    demo->add_option("--patients", w.patients)->capture_default_str();
    demo->add_option("--seed", w.seed)->capture_default_str();
    auto* status = verb(app, w, "status", "counts by record type",
                        [&w] { return cli::status(w.common, w.json); });
    status->add_flag("--json", w.json);
    auto* import = verb(app, w, "import", "import FHIR R4 files and folders",
                        [&w] { return cli::import(w.common, w.paths); });
    import->add_option("paths", w.paths, "files and folders")->required();
    auto* fsck = verb(app, w, "fsck", "hash rows, entries and tree again",
                      [&w] { return cli::fsck(w.common, w.json); });
    fsck->add_flag("--json", w.json);
    add_serve_verb(app, w);
    auto* user = verb(app, w, "user", "add a user; the password is read from the terminal",
                      [&w] { return cli::add_user(w.common, w.username, w.name, w.roles); });
    user->add_option("username", w.username)->required();
    user->add_option("--name", w.name, "the name shown in histories")->required();
    user->add_option("--role", w.roles, "one or more roles")->required();
    auto* doctor = verb(app, w, "doctor", "hold this deployment against the Security Rule",
                        [&w] { return cli::doctor(w.common, w.json); });
    doctor->add_flag("--json", w.json);
    verb(app, w, "openapi", "print the API document", [] { return cli::openapi(); });
}

void add_release_verbs(CLI::App& app, Words& w) {
    CLI::App* release = app.add_subcommand("release", "release of information");
    release->require_subcommand(1);
    auto* decide = verb(*release, w, "decide", "decide many requests: JSON lines in and out",
                        [&w] { return cli::release_decide(w.common, w.input, w.output); });
    decide->add_option("--input", w.input)->capture_default_str();
    decide->add_option("--output", w.output)->capture_default_str();
    CLI::App* deid = release->add_subcommand(
        "deid", "remove identifiers (45 CFR 164.514): JSON lines in and out");
    deid->add_option("--mode", w.deid.mode, "safe-harbor or limited-data-set")
        ->capture_default_str();
    deid->add_option("--known", w.deid.known, "a file of known identifiers, JSON");
    deid->add_option("--today", w.deid.today, "the day to which ages are counted, YYYY-MM-DD");
    deid->add_option("--report", w.deid.report, "a file for the report, JSON");
    deid->add_option("--input", w.deid.input)->capture_default_str();
    deid->add_option("--output", w.deid.output)->capture_default_str();
    deid->callback([&w] { w.exit_status = cli::release_deid(w.deid); });
    auto* fee = verb(*release, w, "fee", "work out many fees: JSON lines in and out",
                     [&w] { return cli::release_fee(w.common, w.input, w.output); });
    fee->add_option("--input", w.input)->capture_default_str();
    fee->add_option("--output", w.output)->capture_default_str();
    auto* open = verb(*release, w, "open", "open a case from a request in JSON",
                      [&w] { return cli::release_open(w.common, w.file); });
    open->add_option("request", w.file, "the request's file")->required();
    auto* package = verb(*release, w, "package", "decide and release a case, write its package",
                         [&w] { return cli::release_package(w.common, w.case_name, w.output); });
    package->add_option("case", w.case_name, "number (R-2026-000001) or id")->required();
    package->add_option("--output", w.output, "the ZIP file; - names it after the case");
    auto* preview = verb(*release, w, "preview", "what other rule packs would decide of open cases",
                         [&w] { return cli::release_preview(w.common, w.folder); });
    preview->add_option("folder", w.folder, "a folder of rule packs")->required();
    auto* again = verb(app, w, "replay", "decide a case again from what was kept of it",
                       [&w] { return cli::replay(w.common, w.case_name); });
    again->add_option("case", w.case_name, "number (R-2026-000001) or id")->required();
    CLI::App* verify = app.add_subcommand("verify", "check a package, offline");
    verify->add_option("package", w.package)->required();
    verify->add_option("--vkey", w.vkey, "the log's verifier key, as you know it");
    verify->callback([&w] { w.exit_status = cli::verify(w.package, w.vkey); });
}

void add_exchange_verbs(CLI::App& app, Words& w) {
    CLI::App* blocking = app.add_subcommand("blocking", "information blocking (45 CFR part 171)");
    blocking->require_subcommand(1);
    auto* assess = verb(*blocking, w, "assess", "assess many practices: JSON lines in and out",
                        [&w] { return cli::blocking_assess(w.common, w.input, w.output); });
    assess->add_option("--input", w.input)->capture_default_str();
    assess->add_option("--output", w.output)->capture_default_str();
}

void add_breach_verbs(CLI::App& app, Words& w) {
    CLI::App* breach = app.add_subcommand("breach", "incidents and breaches");
    breach->require_subcommand(1);
    auto* assess = verb(*breach, w, "assess", "judge many incidents: JSON lines in and out",
                        [&w] { return cli::breach_assess(w.common, w.input, w.output); });
    assess->add_option("--input", w.input)->capture_default_str();
    assess->add_option("--output", w.output)->capture_default_str();
}

void add_privacy_verbs(CLI::App& app, Words& w) {
    CLI::App* privacy = app.add_subcommand("privacy", "access review");
    privacy->require_subcommand(1);
    verb(*privacy, w, "review", "judge the accesses of the last week and open review cases",
         [&w] { return cli::privacy_review(w.common); });
    auto* import = verb(*privacy, w, "import-accesses", "bring in another system's access log, CSV",
                        [&w] { return cli::privacy_import(w.common, w.file); });
    import->add_option("file", w.file, "with columns when, user, patient, action")->required();
    auto* simulate =
        verb(*privacy, w, "simulate", "measure the access review on a made-up hospital",
             [&w] { return cli::privacy_simulate(w.common, w.seed); });
    simulate->add_option("--seed", w.seed)->capture_default_str();
}

void add_rights_verbs(CLI::App& app, Words& w) {
    CLI::App* clock = app.add_subcommand("clock", "deadlines");
    clock->require_subcommand(1);
    auto* compute = verb(*clock, w, "compute", "every deadline of events: JSON lines in and out",
                         [&w] { return cli::clock_compute(w.common, w.input, w.output); });
    compute->add_option("--input", w.input)->capture_default_str();
    compute->add_option("--output", w.output)->capture_default_str();
}

void add_ledger_verbs(CLI::App& app, Words& w) {
    CLI::App* ledger = app.add_subcommand("ledger", "checkpoints, proofs, export");
    ledger->require_subcommand(1);
    verb(*ledger, w, "checkpoint", "print a signed checkpoint",
         [&w] { return cli::ledger_checkpoint(w.common); });
    auto* prove = verb(*ledger, w, "prove", "print or write the proof of an entry", [&w] {
        return cli::ledger_prove(w.common, w.index, w.output == "-" ? "" : w.output);
    });
    prove->add_option("index", w.index)->required();
    prove->add_option("--output", w.output, "the proof's file");
    auto* tiles = verb(*ledger, w, "export", "write C2SP tlog-tiles into a folder",
                       [&w] { return cli::ledger_export(w.common, w.folder); });
    tiles->add_option("folder", w.folder)->required();
    auto* cosign = verb(*ledger, w, "cosign", "keep a witness's cosignature of a checkpoint",
                        [&w] { return cli::ledger_cosign(w.common, w.note_file, w.vkey); });
    cosign->add_option("note", w.note_file, "the cosigned checkpoint's file")->required();
    cosign->add_option("--vkey", w.vkey, "the witness's verifier key")->required();
}

void add_audit_verbs(CLI::App& app, Words& w) {
    cli::AuditWords& a = w.audit;
    CLI::App* audit = app.add_subcommand("audit", "the access trail for other systems");
    audit->require_subcommand(1);
    auto* out = verb(*audit, w, "export", "write the access trail into a file",
                     [&w] { return cli::audit_export(w.common, w.audit); });
    out->add_option("--from", a.from, "the first day, YYYY-MM-DD");
    out->add_option("--to", a.to, "the last day, YYYY-MM-DD");
    out->add_option("--format", a.format, "fhir-ndjson, fhir-bundle, csv or syslog")
        ->capture_default_str();
    out->add_option("--output", a.output, "a file; - is standard output")->capture_default_str();
    auto* send = verb(*audit, w, "send", "send to a syslog collector what it was not told yet",
                      [&w] { return cli::audit_send(w.common, w.audit); });
    send->add_option("--to", a.to_collector, "syslog+tls://HOST:PORT")->required();
    send->add_option("--ca", a.ca, "the collector's authorities, PEM")->required();
    auto* certificate = send->add_option("--cert", a.certificate, "this client's certificate, PEM");
    auto* key = send->add_option("--key", a.key, "its private key, PEM");
    certificate->needs(key);
    key->needs(certificate);
}

void add_backup_verbs(CLI::App& app, Words& w) {
    cli::BackupWords& b = w.backup;
    CLI::App* key = app.add_subcommand("backup-key", "make a key for backups");
    key->add_option("file", b.file)->required();
    key->callback([&w] { w.exit_status = cli::backup_key(w.backup.file); });
    auto* make = verb(app, w, "backup", "back up the data folder, sealed, while it is served",
                      [&w] { return cli::backup(w.common, w.backup); });
    make->add_option("file", b.file, "the records' file, or a folder")->required();
    auto* restore = verb(app, w, "restore", "bring a backup back into a new folder",
                         [&w] { return cli::restore(w.common, w.backup); });
    restore->add_option("file", b.file, "the records' file")->required();
    restore->add_option("folder", b.folder, "a folder that is not there")->required();
    auto* drill = verb(app, w, "restore-drill", "restore on trial, check it, prove its ledger",
                       [&w] { return cli::restore_drill(w.common, w.backup); });
    drill->add_option("file", b.file, "the records' file")->required();
    drill->add_option("--scratch", b.scratch, "where to restore; else the data folder");
    for (CLI::App* each : {make, restore, drill}) {
        each->add_option("--keys-file", b.keys_file, "the keys' file; else FILE.keys");
        each->add_option("--backup-key", b.backup_key, "else backup.key in the data folder");
    }
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app("Muniment keeps the health record and proves what it did with it.");
    Words words;
    app.require_subcommand(1);
    add_house_verbs(app, words);
    add_release_verbs(app, words);
    add_exchange_verbs(app, words);
    add_breach_verbs(app, words);
    add_privacy_verbs(app, words);
    add_rights_verbs(app, words);
    add_ledger_verbs(app, words);
    add_audit_verbs(app, words);
    add_backup_verbs(app, words);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? 0 : 2;
    }
    return words.exit_status;
}
