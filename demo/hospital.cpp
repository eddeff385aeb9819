// The two hospitals and their staff.
// SPDX-License-Identifier: Apache-2.0
#include "demo/hospital.h"

#include <array>

#include "demo/demo.h"

namespace muniment::demo {
namespace {

constexpr std::array<Facility, 2> the_facilities{{
    {"Cedar Fork Critical Access Hospital", "CEDAR FORK CRITICAL ACCESS HOSPITAL", "410 Mesa Road",
     "Cedar Fork", "86099", "(928) 555-0110", "CF", 25, true},
    {"Juniper Valley Regional Medical Center", "JUNIPER VALLEY REGIONAL MEDICAL CENTER",
     "2200 Juniper Parkway", "Juniper Valley", "86098", "(928) 555-0120", "JV", 186, false},
}};

constexpr Place cf = Place::cedar_fork;
constexpr Place jv = Place::juniper_valley;

constexpr std::array<Staff, 32> the_staff{{
    {"Priya", "Raman", "MD", "Hospital Medicine", Role::hospitalist, jv},
    {"Thomas", "Okonkwo", "MD", "Hospital Medicine", Role::hospitalist, jv},
    {"Elena", "Sandoval", "DO", "Hospital Medicine", Role::hospitalist, jv},
    {"Walter", "Hendricks", "MD", "Hospital Medicine", Role::hospitalist, cf},
    {"Joanna", "Yazzie", "DO", "Hospital Medicine", Role::hospitalist, cf},
    {"Marcus", "Bell", "MD", "Emergency Medicine", Role::emergency, jv},
    {"Sunita", "Kapoor", "MD", "Emergency Medicine", Role::emergency, jv},
    {"Rachel", "Lindqvist", "DO", "Emergency Medicine", Role::emergency, cf},
    {"Peter", "Nakai", "MD", "Emergency Medicine", Role::emergency, cf},
    {"Grace", "Whitfield", "MD", "Family Medicine", Role::family, cf},
    {"Luis", "Arredondo", "MD", "Family Medicine", Role::family, cf},
    {"Hannah", "Brandt", "MD", "Family Medicine", Role::family, jv},
    {"Samuel", "Adeyemi", "DO", "Family Medicine", Role::family, jv},
    {"Miriam", "Feldman", "MD", "Pediatrics", Role::pediatrician, jv},
    {"David", "Tsosie", "MD", "Pediatrics", Role::pediatrician, jv},
    {"Anjali", "Mehta", "MD", "General Surgery", Role::surgeon, jv},
    {"Gregory", "Stahl", "MD", "Orthopedic Surgery", Role::orthopedist, jv},
    {"Karen", "Ostrowski", "MD", "Cardiology", Role::cardiologist, jv},
    {"Daniel", "Haddad", "MD", "Neurology", Role::neurologist, jv},
    {"Monica", "Trujillo", "MD", "Obstetrics and Gynecology", Role::obstetrician, jv},
    {"Wei", "Zhang", "MD", "Nephrology", Role::nephrologist, jv},
    {"Robert", "Castellano", "MD", "Critical Care Medicine", Role::intensivist, jv},
    {"Ingrid", "Solberg", "MD", "Psychiatry", Role::psychiatrist, jv},
    {"Naomi", "Perlman", "PhD", "Psychology", Role::psychologist, jv},
    {"Terrence", "Gaines", "MD", "Addiction Medicine", Role::addiction, jv},
    {"Olivia", "Farrow", "MD", "Radiology", Role::radiologist, jv},
    {"Denise", "Kowalczyk", "RN", "Nursing", Role::nurse, jv},
    {"Angela", "Reyes", "RN", "Nursing", Role::nurse, jv},
    {"Shawn", "McAllister", "RN", "Nursing", Role::nurse, jv},
    {"Bernice", "Manygoats", "RN", "Nursing", Role::nurse, cf},
    {"Carla", "Jimenez", "RN", "Nursing", Role::nurse, cf},
    {"Allison", "Pruett", "NP", "Hospital Medicine", Role::nurse_practitioner, jv},
}};

}  // namespace

std::span<const Facility> facilities() { return the_facilities; }
std::span<const Staff> staff() { return the_staff; }

const Facility& facility(Place place) { return the_facilities[static_cast<std::size_t>(place)]; }

std::string full_name(const Staff& member) {
    return std::string(member.given) + " " + member.family + ", " + member.credential;
}

Uuid hospital_id(std::uint64_t seed, const char* kind, std::size_t index) {
    return derived_uuid("muniment-demo/" + std::to_string(seed) + "/" + kind + "/" +
                        std::to_string(index));
}

std::vector<Clinician> clinicians(const Options& options) {
    std::vector<Clinician> all;
    for (std::size_t i = 0; i < the_staff.size(); ++i) {
        const std::string_view credential = the_staff[i].credential;
        const bool is_nurse = credential == "RN";
        if (is_nurse || credential == "MD" || credential == "DO")
            all.push_back({full_name(the_staff[i]), to_text(hospital_id(options.seed, "staff", i)),
                           is_nurse});
    }
    return all;
}

}  // namespace muniment::demo
