// Streams the bundles: the hospital first, then one patient after another.
// SPDX-License-Identifier: Apache-2.0
#include "demo/demo.h"

#include "base/ensure.h"
#include "demo/bundle.h"
#include "demo/cast.h"
#include "demo/hospital.h"

namespace muniment::demo {
namespace {

Hospital described(const Options& options) {
    Hospital hospital;
    hospital.name = system_name;
    for (const Facility& one : facilities()) hospital.facilities.emplace_back(one.name);
    const Facility& seat = facility(Place::juniper_valley);
    hospital.address =
        std::string(seat.street) + ", " + seat.city + ", " + state + " " + seat.postal_code;
    hospital.phone = "(928) 555-0121";
    hospital.staff = static_cast<int>(staff().size());
    hospital.patients = options.patients;
    return hospital;
}

}  // namespace

Hospital generate(const Options& options, const Sink& sink) {
    ensure(options.patients >= 0, "a hospital cannot have a negative number of patients");
    Hospital hospital = described(options);
    const Bundle first = hospital_bundle(options.seed);
    hospital.resources += first.resources;
    sink(first.json);
    for (int i = 0; i < options.patients; ++i) {
        const Record record = record_of(options, static_cast<std::size_t>(i));
        const Bundle bundle = patient_bundle(record);
        hospital.resources += bundle.resources;
        hospital.notes += static_cast<std::int64_t>(record.notes.size());
        sink(bundle.json);
    }
    return hospital;
}

}  // namespace muniment::demo
