#include "formats/fhir/bundle.h"

#include "base/json.h"
#include "formats/fhir/split.h"

namespace muniment::fhir {

static std::string quoted(std::string_view text) { return json::serialize(json::string(text)); }

static std::string meta_of(const std::vector<Coding>& security) {
    std::string out;
    for (const Coding& one : security) {
        out += out.empty() ? "\"meta\":{\"security\":[{" : ",{";
        out += "\"system\":" + quoted(one.system) + ",\"code\":" + quoted(one.code);
        if (!one.display.empty()) out += ",\"display\":" + quoted(one.display);
        out += "}";
    }
    return out.empty() ? out : out + "]},";
}

Status BundleWriter::begin(const BundleHead& head) {
    return out_("{\"resourceType\":\"Bundle\",\"id\":\"" + to_text(head.id) + "\"," +
                meta_of(head.security) + "\"type\":\"collection\",\"timestamp\":\"" +
                to_text(head.timestamp) + "\"");
}

Status BundleWriter::add(std::string_view full_url, std::string_view resource) {
    const WholeObject object = whole_object(resource);
    if (!object.complete || object.resource_type.empty())
        return Error{Fault::incorrect, "What should go into the bundle as resource " +
                                           std::to_string(count() + 1) + " is not a resource."};
    if (full_urls_.contains(full_url))
        return Error{Fault::incorrect,
                     "Two resources of the bundle have one fullUrl; the second "
                     "is resource " +
                         std::to_string(count() + 1) + "."};
    TRY(out_(count() == 0 ? ",\"entry\":[\n" : ",\n"));
    full_urls_.emplace(full_url);
    TRY(out_("{\"fullUrl\":" + quoted(full_url) + ",\"resource\":"));
    TRY(out_(resource));
    return out_("}");
}

// An empty list is not allowed in FHIR JSON: a bundle without resources has no entry at all.
Status BundleWriter::finish() { return out_(count() == 0 ? "}\n" : "\n]}\n"); }

}  // namespace muniment::fhir
