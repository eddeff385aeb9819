#include "departments/release/export_chart.h"

#include <algorithm>
#include <unordered_set>

namespace muniment::release {

namespace {

constexpr const char* nowhere = "https://muniment.invalid/fhir/";  // RFC 2606: no server's name
constexpr const char* loinc = "http://loinc.org";

// FHIR R4 Resource.meta.tag: the resource is not all that is stored of it.
json::object subsetted() {
    return {{"tag", json::array{json::object{
                        {"system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"},
                        {"code", "SUBSETTED"}}}}};
}

std::string patient_anew(const chart::PatientBanner& banner, const std::string& id) {
    json::object made{{"resourceType", "Patient"}, {"id", id}, {"meta", subsetted()}};
    made["name"] = json::array{json::object{{"text", banner.name}}};
    if (!banner.mrn.empty())
        made["identifier"] = json::array{json::object{
            {"type", json::object{{"coding",
                                   json::array{json::object{
                                       {"system", "http://terminology.hl7.org/CodeSystem/v2-0203"},
                                       {"code", "MR"}}}}}},
            {"value", banner.mrn}}};
    if (!banner.sex.empty()) made["gender"] = banner.sex;
    if (banner.birth_date) made["birthDate"] = *banner.birth_date;
    return json::serialize(made);
}

std::string document_anew(const SourceDocument& document, const std::string& id,
                          const std::string& patient) {
    const chart::DocumentRow& row = document.row;
    json::object made{{"resourceType", "DocumentReference"},
                      {"id", id},
                      {"meta", subsetted()},
                      {"status", "current"}};
    json::object type{{"text", row.type}};
    if (!row.type_code.empty())
        type["coding"] = json::array{json::object{{"system", loinc}, {"code", row.type_code}}};
    made["type"] = std::move(type);
    made["subject"] = json::object{{"reference", "Patient/" + patient}};
    if (!row.author.empty()) made["author"] = json::array{json::object{{"display", row.author}}};
    made["description"] = row.title;
    made["content"] = json::array{
        json::object{{"attachment", json::object{{"contentType", "text/plain;charset=utf-8"},
                                                 {"data", to_base64(document.text)}}}}};
    if (row.date) made["context"] = json::object{{"period", json::object{{"start", *row.date}}}};
    return json::serialize(made);
}

// A document's resource goes as stored when its text goes whole and it has nothing but text.
Result<bool> goes_as_stored(house::View& view, const PatientId& patient,
                            const SourceDocument& document, const std::string& json) {
    const auto whole = TRY(chart::document(view, patient, document.row.id));
    if (whole.text != document.text) return false;
    const auto parts = fhir::attachments(json);
    return parts && std::ranges::all_of(*parts, [](const fhir::Attachment& one) {
               return bool(fhir::readable_text(one));
           });
}

// Opens resources one by one and keeps those that may go.
class Opener {
  public:
    Opener(house::View& view, const Paper& paper, const Sorter& sorter)
        : view_(view), paper_(paper), sorter_(sorter), id_(paper.request.patient) {}

    Status note_withheld(const std::vector<Withheld>& withheld) {
        for (const Withheld& one : withheld) {
            if (one.segment.empty()) continue;
            const Uuid stored = TRY(chart::stored_as(view_, id_, one.id));
            withheld_.insert(stored);
        }
        return ok();
    }

    Status add_patient() {
        auto open = TRY(chart::resource(view_, id_, id_.uuid));
        patient_id_ = TRY(fhir::summarize(open.json)).id;
        if (paper_.decision.minimum_necessary)
            open.json = patient_anew(paper_.patient, patient_id_);
        return add(id_.uuid, std::move(open.json));
    }

    // An image is looked at in the PDF, where its covered places are black; as a file it would
    // carry what nobody looked at.
    Status leave_scan(const SourceDocument& document) {
        const auto& date = document.row.date;
        export_.left_out.push_back(
            {document.row.id,
             "documents" + (date ? " of " + date->substr(0, 10) : " without a date"),
             "It came as an image; its pages are in release.pdf.", "45 CFR 164.502(a)", ""});
        return ok();
    }

    Status add_document(const SourceDocument& document) {
        if (document.scan) return leave_scan(document);
        auto open = TRY(chart::resource(view_, id_, document.row.id));
        const fhir::Summary stored = TRY(fhir::summarize(open.json));
        const bool whole = TRY(goes_as_stored(view_, id_, document, open.json));
        if (!whole) {
            open.json = document_anew(document, stored.id, patient_id_);
            return add(document.row.id, std::move(open.json));
        }
        return keep_or_leave(document.row.id, "documents", std::move(open.json));
    }

    Status add_item(const Uuid& item, std::string_view kind) {
        auto open = TRY(chart::resource(view_, id_, item));
        return keep_or_leave(item, kind, std::move(open.json));
    }

    Export take() { return std::move(export_); }

  private:
    Status add(const Uuid& item, std::string json) {
        fhir::Summary summary = TRY(fhir::summarize(json));
        export_.resources.push_back({item, std::move(summary), std::move(json)});
        return ok();
    }

    // The segment whose answer keeps the resource back, now that all its words are known.
    std::optional<std::string> kept_by(const Uuid& item, const fhir::Summary& summary,
                                       std::string_view json) const {
        const Evidence evidence{summary.labels,    summary.code.code, summary.code.system,
                                std::string(json), summary.author,    json};
        for (const Sorted& sorted : sorter_.sort(item, evidence)) {
            const auto& answers = paper_.decision.segments;
            const auto found = std::ranges::find(answers, sorted.segment, &SegmentAnswer::segment);
            if (found == answers.end() || !lets_go(found->answer)) return sorted.segment;
        }
        for (const fhir::Reference& to : summary.references)
            if (to.by_id() && withheld_.contains(fhir::resource_id(to))) return "withheld";
        return std::nullopt;
    }

    Status keep_or_leave(const Uuid& item, std::string_view kind, std::string json) {
        const fhir::Summary summary = TRY(fhir::summarize(json));
        const auto segment = kept_by(item, summary, json);
        if (!segment) return add(item, std::move(json));
        const std::string day = summary.date_text.empty()
                                    ? " without a date"
                                    : " of " + summary.date_text.substr(0, 10);
        export_.left_out.push_back({item, std::string(kind) + day,
                                    "Its stored form names or points to what is withheld; its "
                                    "printed form goes.",
                                    "45 CFR 164.502(a)", *segment});
        return ok();
    }

    house::View& view_;
    const Paper& paper_;
    const Sorter& sorter_;
    const PatientId id_;
    std::string patient_id_;
    std::unordered_set<Uuid> withheld_;
    Export export_;
};

// All encounters: only for who asked for the entire record, for no section holds them.
Result<std::vector<Uuid>> encounters_of(house::View& view, const PatientId& patient) {
    constexpr std::int64_t page = 1000;
    std::vector<Uuid> ids;
    for (std::int64_t offset = 0;; offset += page) {
        chart::Window window;
        window.offset = offset;
        window.limit = page;
        window.totals = chart::Totals::left_out;
        const auto found = TRY(chart::encounters(view, patient, window));
        for (const chart::EncounterRow& row : found.rows)
            if (row.status != "destroyed") ids.push_back(row.id);
        if (std::ssize(found.rows) < page) return ids;
    }
}

// Records that something refers to by urn:uuid.
std::unordered_set<Uuid> named_by_urn(const Export& exported) {
    std::unordered_set<Uuid> named;
    for (const ExportedResource& one : exported.resources)
        for (const fhir::Reference& to : one.summary.references)
            if (to.by_id() && to.type.empty()) named.insert(fhir::resource_id(to));
    return named;
}

std::string full_url(const ExportedResource& one, const std::unordered_set<Uuid>& by_urn) {
    const fhir::Summary& summary = one.summary;
    if (summary.id.empty()) return "urn:uuid:" + to_text(one.item);
    if (parse_uuid(summary.id) && by_urn.contains(fhir::resource_id(summary.type, summary.id)))
        return "urn:uuid:" + summary.id;
    return nowhere + summary.type + "/" + summary.id;
}

std::vector<fhir::Coding> labels_of(const Records& records) {
    std::vector<fhir::Coding> labels;
    bool special = false, part2 = false;
    for (const auto& [section, ids] : records.choice.chosen)
        for (const Uuid& id : ids) {
            const auto found = records.choice.sorted.find(id);
            if (found == records.choice.sorted.end()) continue;
            special = true;
            part2 |=
                std::ranges::find(found->second, "part2", &Sorted::segment) != found->second.end();
        }
    labels.push_back(
        {"http://terminology.hl7.org/CodeSystem/v3-Confidentiality", special ? "R" : "N", ""});
    if (part2)
        labels.push_back({"http://terminology.hl7.org/CodeSystem/v3-ActCode", "42CFRPart2", ""});
    return labels;
}

}  // namespace

const ExportedResource* Export::find(const Uuid& item) const {
    const auto found = std::ranges::find(resources, item, &ExportedResource::item);
    return found == resources.end() ? nullptr : &*found;
}

Result<Export> open_export(house::View& view, const Paper& paper, const Records& records,
                           const Sorter& sorter) {
    if (!paper.decision.only.empty())
        return Error{Fault::unsupported,
                     "The law lists the fields that may go here, so case " + paper.number +
                         " has no machine-readable form.",
                     "45 CFR 164.512(f)(2)(i)"};
    Opener opener(view, paper, sorter);
    TRY(opener.note_withheld(records.choice.withheld));
    TRY(opener.add_patient());
    if (paper.request.scope.entire_record) {
        const auto encounters = TRY(encounters_of(view, paper.request.patient));
        for (const Uuid& id : encounters) TRY(opener.add_item(id, "encounter"));
    }
    for (const SourceDocument& document : records.documents) TRY(opener.add_document(document));
    for (const auto& [section, ids] : records.choice.chosen)
        if (section != Section::documents)
            for (const Uuid& id : ids) TRY(opener.add_item(id, enum_name(section)));
    return opener.take();
}

std::string fhir_bundle(const Paper& paper, const Records& records, const Export& exported) {
    std::string bytes;
    fhir::BundleWriter writer([&](std::string_view more) {
        bytes += more;
        return ok();
    });
    const auto by_urn = named_by_urn(exported);
    const auto write = [&]() -> Status {
        TRY(writer.begin({derived_uuid("fhir bundle " + paper.number + to_text(paper.created)),
                          paper.created, labels_of(records)}));
        for (const ExportedResource& one : exported.resources)
            TRY(writer.add(full_url(one, by_urn), one.json));
        return writer.finish();
    };
    const Status written = write();
    ensure(bool(written), "stored resources make a bundle");
    return bytes;
}

}  // namespace muniment::release
