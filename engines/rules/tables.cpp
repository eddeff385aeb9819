#include "engines/rules/tables.h"

#include <algorithm>
#include <map>
#include <set>

namespace muniment::rules {
namespace {

using Values = std::vector<std::string>;
using Domains = std::map<std::string, Values>;  // fact -> every value it can have

// A row as a box: for each fact it asks about, the values it accepts.
struct Box {
    const Permits* row;
    std::map<std::string, Values> sides;
};

Error fault(const Permits& row, const std::string& reason) {
    return {Fault::incorrect, row.where + ", permits \"" + row.id + "\": " + reason + "."};
}

void insert(Values& into, const std::string& value) {
    if (std::ranges::find(into, value) == into.end()) into.push_back(value);
}

void add_question(Domains& domains, const Question& question) {
    Values& values = domains[question.name];
    values = question.values.empty() ? Values{"true", "false"} : question.values;
    values.emplace_back();  // not known yet
}

// What the packs declare: facts, grounds, questions.
Domains declared(const std::vector<Pack>& packs) {
    Domains domains;
    for (const Pack& pack : packs) {
        for (const Fact& fact : pack.facts) domains[fact.name] = fact.values;
        for (const Ground& ground : pack.grounds) insert(domains["ground"], ground.name);
        for (const Question& question : pack.questions) add_question(domains, question);
    }
    return domains;
}

// A fact that nobody declared has the values rows ask for, and "not known".
void add_undeclared(Domains& domains, const std::vector<Pack>& packs) {
    std::set<std::string> known;
    for (const auto& [name, values] : domains) known.insert(name);
    for (const Pack& pack : packs)
        for (const Permits& row : pack.permits)
            for (const When::Is& is : row.when.all) {
                if (known.contains(is.fact)) continue;
                insert(domains[is.fact], "");
                for (const std::string& value : is.values) insert(domains[is.fact], value);
            }
}

Status check_values(const std::vector<Pack>& packs, const Domains& domains) {
    for (const Pack& pack : packs)
        for (const Permits& row : pack.permits)
            for (const When::Is& is : row.when.all)
                for (const std::string& value : is.values)
                    if (std::ranges::find(domains.at(is.fact), value) == domains.at(is.fact).end())
                        return fault(row, "it asks whether " + is.fact + " is \"" + value +
                                              "\", which it never is");
    return ok();
}

Box box_of(const Permits& row) {
    Box box{&row, {}};
    for (const When::Is& is : row.when.all) box.sides[is.fact] = is.values;
    return box;
}

Values shared(const Values& a, const Values& b) {
    Values both;
    for (const std::string& value : a)
        if (std::ranges::find(b, value) != b.end()) both.push_back(value);
    return both;
}

bool same_time(const Rule& a, const Rule& b) {
    return (!a.until || b.from <= *a.until) && (!b.until || a.from <= *b.until);
}

bool meet(const Box& a, const Box& b) {
    return same_time(*a.row, *b.row) && std::ranges::all_of(a.sides, [&](const auto& side) {
               const auto other = b.sides.find(side.first);
               return other == b.sides.end() || !shared(side.second, other->second).empty();
           });
}

// The rows of one table in one layer.
struct Rows {
    std::vector<Box> first;
    std::vector<Box> others;
};
using Tables = std::map<std::pair<std::string, Layer>, Rows>;

Tables tables_of(const std::vector<Pack>& packs) {
    Tables tables;
    for (const Pack& pack : packs)
        for (const Permits& row : pack.permits) {
            Rows& rows = tables[{row.table, pack.layer}];
            (row.first ? rows.first : rows.others).push_back(box_of(row));
        }
    return tables;
}

// Where the table begins, for messages.
std::string where_of(const Rows& rows) {
    return (rows.others.empty() ? rows.first : rows.others).front().row->where;
}

Status check_apart(const std::vector<Box>& boxes) {
    for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::size_t j = i + 1; j < boxes.size(); ++j)
            if (meet(boxes[i], boxes[j]))
                return fault(*boxes[j].row, "it speaks on facts on which " + boxes[i].row->id +
                                                " speaks too; say in `when` which of them does");
    return ok();
}

// The space that rows of a table must fill: the facts they ask about, at one ground and state.
struct Space {
    std::vector<const Box*> boxes;
    std::map<std::string, Values> facts;
};

double volume(const std::map<std::string, Values>& facts) {
    double product = 1;
    for (const auto& [name, values] : facts) product *= static_cast<double>(values.size());
    return product;
}

double volume(const Box& box, const Space& space) {
    double product = 1;
    for (const auto& [name, values] : space.facts) {
        const auto side = box.sides.find(name);
        const auto& accepted = side == box.sides.end() ? values : shared(values, side->second);
        product *= static_cast<double>(accepted.size());
    }
    return product;
}

Space space_at(const std::vector<Box>& boxes, const Domains& domains,
               const std::map<std::string, Values>& fixed) {
    Space space;
    for (const Box& box : boxes) {
        const bool reaches = std::ranges::all_of(fixed, [&](const auto& at) {
            const auto side = box.sides.find(at.first);
            return side == box.sides.end() || !shared(side->second, at.second).empty();
        });
        // What is no longer in force is history; the table must be whole today.
        if (!reaches || box.row->until) continue;
        space.boxes.push_back(&box);
        for (const auto& [name, values] : box.sides) space.facts[name] = domains.at(name);
    }
    for (const auto& [name, values] : fixed) space.facts[name] = values;
    return space;
}

// Some combination in no box, as text: facts are settled one by one on a side that still has room.
std::string gap_in(Space space) {
    std::string said;
    for (auto& [name, values] : space.facts) {
        for (const std::string& value : Values(values)) {
            values = {value};
            double filled = 0;
            for (const Box* box : space.boxes) filled += volume(*box, space);
            if (filled < volume(space.facts)) {
                said += (said.empty() ? "" : ", ") + name + " = \"" + value + "\"";
                break;
            }
        }
    }
    return said;
}

Status check_whole(const std::string& table, const Space& space, const std::string& where) {
    double filled = 0;
    for (const Box* box : space.boxes) filled += volume(*box, space);
    if (filled == volume(space.facts)) return ok();
    return Error{Fault::incorrect,
                 where + ": table \"" + table + "\" has no row for: " + gap_in(space) + "."};
}

// Who may claim the ground: no one else gets as far as its rows.
std::map<std::string, Values> claims(const std::vector<Pack>& packs) {
    std::map<std::string, Values> found;
    for (const Pack& pack : packs)
        for (const Ground& ground : pack.grounds)
            for (const std::string& requester : ground.requesters)
                if (requester != "anyone") insert(found[ground.name], requester);
    return found;
}

// Every ground, at every state that the rows name.
std::vector<Space> spaces_of(const std::vector<Box>& boxes, const Domains& domains,
                             const std::map<std::string, Values>& claimed) {
    std::vector<Space> spaces;
    std::set<std::string> states;
    for (const Box& box : boxes)
        if (const auto side = box.sides.find("state"); side != box.sides.end())
            states.insert(side->second.begin(), side->second.end());
    if (states.empty()) states.insert("");
    const auto grounds = domains.find("ground");
    if (grounds == domains.end()) return spaces;
    for (const std::string& state : states)
        for (const std::string& ground : grounds->second) {
            std::map<std::string, Values> fixed = {{"ground", {ground}}};
            if (!state.empty()) fixed["state"] = {state};
            if (const auto who = claimed.find(ground); who != claimed.end())
                fixed["requester"] = who->second;
            spaces.push_back(space_at(boxes, domains, fixed));
        }
    return spaces;
}

bool declares_grounds(const std::vector<Pack>& packs) {
    return std::ranges::any_of(packs, [](const Pack& pack) { return !pack.grounds.empty(); });
}

}  // namespace

Status check_tables(const std::vector<Pack>& packs) {
    Domains domains = declared(packs);
    add_undeclared(domains, packs);
    TRY(check_values(packs, domains));
    const Tables tables = tables_of(packs);
    for (const auto& [key, rows] : tables) {
        TRY(check_apart(rows.first));
        TRY(check_apart(rows.others));
    }
    if (!declares_grounds(packs)) return ok();
    std::set<std::string> owned;
    for (const auto& [key, rows] : tables)  // in the order of layers within a table
        if (owned.insert(key.first).second && key.second <= Layer::state)
            for (const Space& space : spaces_of(rows.others, domains, claims(packs)))
                TRY(check_whole(key.first, space, where_of(rows)));
    return ok();
}

}  // namespace muniment::rules
