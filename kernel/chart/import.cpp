#include "kernel/chart/import.h"

#include <chrono>
#include <future>
#include <utility>

#include "kernel/chart/ingest.h"
#include "kernel/chart/tables.h"

namespace muniment::chart {

using house::House;

namespace {

// A batch closes at either bound; larger ones make fewer entries, smaller ones lose less work.
constexpr std::size_t batch_resources_max = 1000;
constexpr std::size_t batch_bytes_max = std::size_t{8} << 20;
constexpr int tries_max = 5;
constexpr auto progress_every = std::chrono::milliseconds(200);

class Import {
  public:
    Import(House& house, const Uuid& actor,
           const std::function<void(const ImportProgress&)>& progress)
        : house_(house),
          actor_(actor),
          progress_(progress),
          id_(house.new_id()),
          began_(std::chrono::steady_clock::now()) {}

    ImportReport& report() { return report_; }
    ImportProgress& status() { return status_; }

    Status read(const fhir::Document& document) {
        const fhir::Sink sink{
            [&](fhir::Entry&& entry) { return take(document.file, std::move(entry)); },
            [&](fhir::BadEntry&& bad) {
                refuse({bad.file, static_cast<std::int64_t>(bad.position), bad.reason});
            }};
        TRY(fhir::read_entries(document, sink));
        status_.bytes_done += document.compressed_bytes;
        tell(false);
        return ok();
    }

    void refuse(ImportProblem problem) {
        ++report_.refused;
        note(std::move(problem));
    }

    // Writes what waits and the record of the import itself.
    Status finish() {
        TRY(flush());
        TRY(wait());
        TRY(count_unresolved());
        report_.seconds = seconds();
        tell(true);
        house::Act act;
        act.action = "chart.import.finish";
        act.actor = actor_;
        act.subject = id_;
        act.purpose = "OPERATIONS";
        act.detail = {{"resources", report_.resources},
                      {"added", report_.added},
                      {"changed", report_.changed},
                      {"refused", report_.refused}};
        act.drafts.push_back({&import_table,
                              id_,
                              1,
                              {microseconds_of(house_.now()), "done"},
                              common_unit(),
                              to_json_text(report_)});
        TRY(house_.act(std::move(act)));
        return ok();
    }

  private:
    void note(ImportProblem problem) {
        if (report_.problems.size() < problems_max) report_.problems.push_back(std::move(problem));
    }

    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    }

    void tell(bool last) {
        const auto now = std::chrono::steady_clock::now();
        if (!progress_ || (!last && now - told_ < progress_every)) return;
        told_ = now;
        status_.resources = report_.resources;
        status_.seconds = seconds();
        progress_(status_);
    }

    Status take(const std::string& file, fhir::Entry&& entry) {
        ++report_.resources;
        ++report_.types[entry.summary.type];
        batch_bytes_ += entry.json.size();
        batch_.push_back({std::string(entry.json), std::move(entry.full_url), file,
                          static_cast<std::int64_t>(entry.position), std::move(entry.summary)});
        remember(batch_.back());
        if (batch_.size() < batch_resources_max && batch_bytes_ < batch_bytes_max) return ok();
        return flush();
    }

    // References are resolved by id, so the order of arrival does not matter; which of them lead
    // nowhere is known at the end.
    void remember(const Incoming& one) {
        present_.insert(record_id(one));
        for (const fhir::Identifier& name : one.summary.identifiers)
            present_names_.insert(
                derived_uuid(one.summary.type + "?" + name.system + "|" + name.value));
        for (const fhir::Reference& to : one.summary.references) {
            if (to.by_id())
                wanted_.insert(fhir::resource_id(to));
            else if (to.by_identifier())
                wanted_names_.insert(
                    {derived_uuid(to.type + "?" + to.identifier_system + "|" + to.identifier_value),
                     {to.identifier_system, to.identifier_value}});
        }
    }

    struct Running {
        std::vector<Incoming> batch;
        Ingested planned;
        std::future<Status> written;
    };

    // Plans this batch while the one before is still being written, but hands it over only after:
    // were the one before planned again because of a conflict, it would come later than this one,
    // and old content over new. If they share a record, this one meets the conflict itself.
    Status flush() {
        if (batch_.empty()) return ok();
        Running next{std::move(batch_), {}, {}};
        batch_.clear();
        batch_bytes_ = 0;
        TRY(plan(next));
        TRY(wait());
        hand_over(next);
        running_ = std::move(next);
        return ok();
    }

    Status plan(Running& next) {
        const auto view = TRY(house_.view());
        next.planned = TRY(ingest(house_, *view, id_, next.batch));
        return ok();
    }

    void hand_over(Running& next) {
        auto promise = std::make_shared<std::promise<Status>>();
        next.written = promise->get_future();
        if (next.planned.drafts.empty()) return promise->set_value(ok());
        house::Act act;
        act.action = "chart.import";
        act.actor = actor_;
        act.subject = id_;
        act.purpose = "OPERATIONS";
        act.detail = {{"resources", static_cast<std::int64_t>(next.batch.size())}};
        act.drafts = std::move(next.planned.drafts);
        house_.act(std::move(act), [promise](Result<house::Receipt> receipt) {
            promise->set_value(receipt ? ok() : Status(receipt.error()));
        });
    }

    // The batch under way is on disk after this, and counted.
    Status wait() {
        if (!running_) return ok();
        Running done = *std::exchange(running_, std::nullopt);
        Status status = done.written.get();
        for (int tries = 1; !status && status.error().fault == Fault::conflict; ++tries) {
            if (tries == tries_max) return status;
            TRY(plan(done));
            hand_over(done);
            status = done.written.get();
        }
        if (!status) return status;
        report_.added += done.planned.added;
        report_.changed += done.planned.changed;
        report_.unchanged += done.planned.unchanged;
        report_.documents += done.planned.documents;
        report_.refused += done.planned.refused;
        for (ImportProblem& problem : done.planned.problems) note(std::move(problem));
        return ok();
    }

    Status count_unresolved() {
        const auto view = TRY(house_.view());
        const auto secret = TRY(house_.vault().secret("chart-digest", 32));
        for (const Uuid& id : wanted_) {
            if (present_.contains(id)) continue;
            if (TRY(view->sql().number(
                    "SELECT COUNT(*) FROM chart_resource WHERE org = ? AND id = ? AND current = 1",
                    {view->org(), store::value_of(id)})) == 0)
                ++report_.unresolved;
        }
        for (const auto& [name, words] : wanted_names_) {
            if (present_names_.contains(name)) continue;
            const Hash value = sha256({secret, words.first, "|", words.second});
            if (TRY(view->sql().number(
                    "SELECT COUNT(*) FROM chart_identifier WHERE org = ? AND value = ? AND current "
                    "= 1",
                    {view->org(), store::Blob{std::string(value.view().substr(0, 16))}})) == 0)
                ++report_.unresolved;
        }
        return ok();
    }

    House& house_;
    const Uuid actor_;
    const std::function<void(const ImportProgress&)>& progress_;
    const Uuid id_;
    const std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point told_{};
    ImportReport report_;
    ImportProgress status_;
    std::vector<Incoming> batch_;
    std::size_t batch_bytes_ = 0;
    std::optional<Running> running_;
    std::unordered_set<Uuid> present_, present_names_, wanted_;
    std::unordered_map<Uuid, std::pair<std::string, std::string>> wanted_names_;
};

}  // namespace

Result<ImportReport> import_paths(House& house, const Uuid& actor,
                                  const std::vector<std::string>& paths,
                                  const std::function<void(const ImportProgress&)>& progress) {
    const fhir::InputList list = TRY(fhir::list_inputs(paths));
    Import import(house, actor, progress);
    import.status().bytes_total = list.bytes;
    for (const fhir::SkippedFile& file : list.skipped)
        import.report().skipped.push_back({file.file, 0, file.reason});
    import.report().files = static_cast<std::int64_t>(list.files.size());
    fhir::ReadAhead ahead(list.files, 2);
    while (auto item = ahead.next()) {
        if (item->document)
            TRY(import.read(*item->document));
        else
            import.refuse({item->file, 0, item->document.error().message});
    }
    TRY(import.finish());
    return import.report();
}

Result<ImportReport> import_text(House& house, const Uuid& actor, const std::string& name,
                                 std::string_view text) {
    const std::function<void(const ImportProgress&)> silent;
    Import import(house, actor, silent);
    import.report().files = 1;
    fhir::Document document;
    document.file = name;
    document.bytes = text;
    document.kind = fhir::kind_of(text);
    TRY(import.read(document));
    TRY(import.finish());
    return import.report();
}

}  // namespace muniment::chart
