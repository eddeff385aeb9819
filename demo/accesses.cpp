#include "demo/accesses.h"

#include <algorithm>
#include <tuple>

#include "demo/cast.h"
#include "demo/dice.h"

namespace muniment::demo {

const std::vector<Employee>& employees() {
    static const std::vector<Employee> all = {
        {"bixby", "Todd Bixby, RN", "bixby", "nurse", "Orthopedics", 7, 19},
        {"marsh", "Ella Marsh, RN", "marsh", "nurse", "Medicine 3", 7, 19},
        {"oduya", "Grace Oduya, RN", "oduya", "nurse", "Medicine 3", 19, 7},
        {"kestner", "Ivo Kestner, MD", "kestner", "physician", "Medicine 3", 7, 19},
        {"saito", "Mika Saito, MD", "saito", "physician", "Orthopedics", 7, 19},
        {"fell", "Joan Fell, CCS", "fell", "coder", "Coding", 8, 17},
    };
    return all;
}

Uuid patient_id(const Options& options, std::size_t index) {
    return derived_uuid(to_text(record_of(options, index).person.id));
}

std::size_t snooped(const Options& options) { return options.patients > 3 ? 3 : 0; }

namespace {

constexpr int weeks_days = 32;
constexpr const char* opens = "imported: view";

const char* relation_of(const Employee& who) {
    if (who.role == "coder") return "task";
    return who.role == "physician" ? "order" : "care_team";
}

int minute_in(const Employee& who, Dice& dice) {
    const int length = (who.shift_to - who.shift_from + 24) % 24;
    return (who.shift_from * 60 + dice.between(10, length * 60 - 10)) % (24 * 60);
}

void work(std::vector<Looked>& all, std::size_t employee, int day, const Options& options,
          Dice& dice) {
    const Employee& who = employees()[employee];
    const int patients = dice.between(3, 6);
    for (int i = 0; i < patients; ++i) {
        const std::size_t patient = dice.below(static_cast<std::size_t>(options.patients));
        if (patient == snooped(options)) continue;  // she was never on their wards
        const int minute = minute_in(who, dice);
        all.push_back({employee, patient, day, minute, opens, relation_of(who)});
        all.push_back(
            {employee, patient, day, std::min(minute + 3, 24 * 60 - 1), opens, relation_of(who)});
    }
}

// Three evenings after his shift, each time a little further into the record.
void snoop(std::vector<Looked>& all, const Options& options) {
    const std::size_t her = snooped(options);
    for (const auto& [day, minute] :
         {std::pair{5, 22 * 60 + 14}, {3, 22 * 60 + 41}, {1, 23 * 60 + 2}}) {
        all.push_back({snooper, her, day, minute, opens, "none"});
        all.push_back({snooper, her, day, minute + 2, opens, "none"});
        all.push_back({snooper, her, day, minute + 4, opens, "none"});
    }
}

}  // namespace

std::vector<Looked> looked(const Options& options) {
    Dice dice = Dice::of(options.seed, 0xacce55);
    std::vector<Looked> all;
    for (int day = weeks_days; day > 0; --day)
        for (std::size_t employee = 0; employee < employees().size(); ++employee)
            if ((static_cast<std::size_t>(day) + employee) % 7 < 5)
                work(all, employee, day, options, dice);
    snoop(all, options);
    std::ranges::sort(all, [](const Looked& one, const Looked& other) {
        return std::tuple(-one.day, one.minute, one.employee, one.patient, one.action) <
               std::tuple(-other.day, other.minute, other.employee, other.patient, other.action);
    });
    return all;
}

}  // namespace muniment::demo
