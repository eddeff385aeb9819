// audit export | send.
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/opened.h"
#include "formats/audit/audit_event.h"
#include "formats/audit/syslog.h"
#include "formats/csv/csv.h"
#include "kernel/audit/audit.h"
#include "kernel/people/people.h"
#include "server/audit/feed.h"

namespace muniment::cli {

namespace {
enum class Form { ndjson, bundle, csv, syslog };
}

static Result<Form> form_of(const std::string& name) {
    if (name == "fhir-ndjson") return Form::ndjson;
    if (name == "fhir-bundle") return Form::bundle;
    if (name == "csv") return Form::csv;
    if (name == "syslog") return Form::syslog;
    return Error{Fault::incorrect,
                 "--format must be fhir-ndjson, fhir-bundle, csv or syslog; not " + name + "."};
}

// Days of the facility, the last one included.
static Result<people::AccessFilter> filter_of(const house::View& view, const AuditWords& words) {
    people::AccessFilter filter;
    for (const auto& [text, bound] :
         {std::pair(&words.from, &filter.from), {&words.to, &filter.to}}) {
        if (text->empty()) continue;
        auto day = parse_day(*text);
        if (!day) return Error{Fault::incorrect, "A day must be given as YYYY-MM-DD."};
        if (bound == &filter.to) *day += std::chrono::days(1);
        *bound = start_of(view.zone(), *day);
    }
    return filter;
}

static const csv::Row csv_head = {"id",    "at",      "action",  "outcome",     "user",     "name",
                                  "roles", "patient", "purpose", "relation",    "evidence", "from",
                                  "route", "seen",    "entry",   "ledger_index"};

static csv::Row csv_row(const audit::AuditRecord& record) {
    const auto id = [](const Uuid& one) { return one.is_nil() ? std::string() : to_text(one); };
    std::vector<std::string> seen;
    for (const auto& entity : record.entities)
        seen.push_back(entity.what + ":" + std::to_string(entity.records));
    return {id(record.id),
            to_text(record.at),
            std::string(audit::name_of(record.action)),
            record.action == audit::ActionClass::denied ? "denied" : "success",
            id(record.user),
            record.user_name,
            join(record.roles, " "),
            id(record.patient),
            record.purpose,
            record.relation,
            record.evidence,
            record.from,
            record.route,
            join(seen, " "),
            id(record.entry),
            record.index ? std::to_string(*record.index) : ""};
}

namespace {
// Writes event after event, so that the length of the trail does not matter.
class Writer {
  public:
    Writer(std::ostream& out, Form form, audit::Source source, Instant now)
        : out_(out), form_(form), source_(std::move(source)) {
        if (form == Form::csv) out_ << csv::write({csv_head});
        if (form == Form::bundle) {
            std::string head = json::serialize(audit::collection_of({}, now));
            head.pop_back();
            out_ << head << ",\"entry\":[";
        }
    }
    void take(const audit::AuditRecord& record) {
        if (form_ == Form::ndjson) out_ << audit::audit_event_line(record, source_);
        if (form_ == Form::csv) out_ << csv::write({csv_row(record)});
        if (form_ == Form::syslog) out_ << audit::syslog_message(record, source_) << "\n";
        if (form_ == Form::bundle)
            out_ << (count_ == 0 ? "" : ",\n") << "{\"fullUrl\":\"urn:uuid:" << to_text(record.id)
                 << "\",\"resource\":" << json::serialize(audit::audit_event(record, source_))
                 << "}";
        ++count_;
    }
    void end() {
        if (form_ == Form::bundle) out_ << "]}\n";
        out_.flush();
    }
    std::int64_t count() const { return count_; }

  private:
    std::ostream& out_;
    Form form_;
    audit::Source source_;
    std::int64_t count_ = 0;
};
}  // namespace

// Who takes the trail out of the house stands in the ledger.
static Status note_export(house::House& house, const AuditWords& words, std::int64_t events) {
    house::Act act;
    act.action = "audit.export";
    act.purpose = "OPERATIONS";
    act.detail = {
        {"format", words.format}, {"from", words.from}, {"to", words.to}, {"events", events}};
    TRY(house.act(std::move(act)));
    return ok();
}

static Result<std::int64_t> write_all(house::House& house, const AuditWords& words,
                                      std::ostream& out) {
    const Form form = TRY(form_of(words.format));
    auto view = TRY(house.view());
    const auto filter = TRY(filter_of(*view, words));
    Writer writer(out, form, audit::source_of(house), house.now());
    auto names = TRY(house.view());  // for users, while the trail is walked through
    audit::Records records(house, *names);
    Status good = ok();
    TRY(people::each_access(*view, filter, [&](const people::Access& access) {
        if (!good || !out) return;
        auto record = records.of(access);
        if (record)
            writer.take(*record);
        else
            good = record.error();
    }));
    TRY(std::move(good));
    writer.end();
    if (!out) return Error{Fault::unavailable, "The file cannot be written; is the disk full?"};
    return writer.count();
}

int audit_export(const Common& common, const AuditWords& words) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    house::House& house = (*opened)->house();
    if (words.output == "-") {
        const auto count = write_all(house, words, std::cout);
        if (!count) return fail(count.error());
        const Status noted = note_export(house, words, *count);
        return noted ? 0 : fail(noted.error());
    }
    // The file appears whole or not at all.
    const std::string part = words.output + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    std::filesystem::permissions(
        part, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const auto count = write_all(house, words, out);
    out.close();
    if (!count) {
        std::filesystem::remove(part);
        return fail(count.error());
    }
    const Status noted = note_export(house, words, *count);
    if (!noted) return fail(noted.error());
    std::filesystem::rename(part, words.output);
    std::cout << words.output << ": " << *count << " events\n";
    return 0;
}

int audit_send(const Common& common, const AuditWords& words) {
    signal(SIGPIPE, SIG_IGN);
    auto options = audit::collector_at(words.to_collector);
    if (!options) return fail(options.error());
    options->ca = words.ca;
    options->certificate = words.certificate;
    options->key = words.key;
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    audit::Feed feed((*opened)->house(), options->name(), audit::dial(*options));
    std::int64_t events = 0;
    // Twice nothing: a connection that broke at the end shows in the step after.
    for (int quiet = 0; quiet < 2;) {
        const auto sent = feed.step();
        if (!sent) {
            std::cerr << events << " events were sent; the next time goes on from there.\n";
            return fail(sent.error());
        }
        events += *sent;
        quiet = *sent == 0 ? quiet + 1 : 0;
    }
    std::cout << events << " events were sent to " << options->name() << "\n";
    return 0;
}

}  // namespace muniment::cli
