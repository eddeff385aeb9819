#include "departments/privacy/breach_discovery.h"

#include <algorithm>

namespace muniment::privacy {
namespace {

constexpr auto ours = "45 CFR 164.404(a)(2)";

void weigh(BreachDiscovery& found, Day day, const std::string& say, const std::string& fact) {
    if (!found.day || day < *found.day) found.day = day;
    found.reasons.push_back({"", ours, say, {fact + " = " + to_text(day)}});
}

void set_aside(BreachDiscovery& found, Day day, const std::string& say) {
    found.reasons.push_back({"", ours, say, {"learned_on = " + to_text(day)}});
}

void weigh_learned(BreachDiscovery& found, const BreachLearned& one) {
    if (one.committed_it)
        return set_aside(found, one.on,
                         "The knowledge of the person who committed the breach starts no clock.");
    if (one.by == LearnedBy::outsider)
        return set_aside(found, one.on,
                         "An outsider's knowledge is ours only from when our workforce has it.");
    weigh(found, one.on,
          one.by == LearnedBy::workforce ? "A member of the workforce knew of it."
                                         : "An agent of ours knew of it.",
          "learned_on");
}

void weigh_associate(BreachDiscovery& found, const BreachAssociate& associate) {
    if (associate.agent)
        return weigh(found, associate.discovered_on,
                     "The business associate is our agent: the day of its discovery is ours.",
                     "associate_discovered_on");
    if (associate.told_us_on)
        weigh(found, *associate.told_us_on,
              "The business associate is independent: our clock starts the day we were told.",
              "associate_told_us_on");
}

}  // namespace

BreachDiscovery discovery_of(const BreachFacts& facts) {
    BreachDiscovery found;
    for (const BreachLearned& one : facts.learned) weigh_learned(found, one);
    if (facts.diligence_on)
        weigh(found, *facts.diligence_on, "Reasonable diligence would have found it by this day.",
              "diligence_on");
    if (facts.associate) weigh_associate(found, *facts.associate);
    return found;
}

}  // namespace muniment::privacy
