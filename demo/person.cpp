// Names are grouped by culture so that given and family names go together.
// SPDX-License-Identifier: Apache-2.0
#include "demo/person.h"

#include <array>

#include "base/text.h"

namespace muniment::demo {
namespace {

using List = std::array<const char*, 10>;
struct Culture {
    const char* race;
    int share;  // of 100
    List women, men, families;
};

constexpr std::array<Culture, 8> cultures{{
    {"White",
     34,
     {"Margaret", "Susan", "Emily", "Carol", "Heather", "Judith", "Allison", "Ruth", "Megan",
      "Joan"},
     {"William", "Gary", "Ethan", "Russell", "Kevin", "Harold", "Tyler", "Dennis", "Scott",
      "Frank"},
     {"Hollister", "Brandvold", "Carver", "McKenna", "Thornton", "Kessler", "Lundgren", "Pruitt",
      "Abernathy", "Dolan"}},
    {"Hispanic or Latino",
     22,
     {"María", "Guadalupe", "Sofía", "Rosa", "Ana", "Isabel", "Verónica", "Elena", "Carmen",
      "Lucía"},
     {"José", "Miguel", "Carlos", "Antonio", "Mateo", "Rafael", "Ramón", "Diego", "Ernesto",
      "Javier"},
     {"Arvizu", "Muñoz", "Valenzuela", "Escalante", "Peralta", "Quintero", "Figueroa", "Lozano",
      "Montoya", "Cárdenas"}},
    {"American Indian or Alaska Native",
     13,
     {"Bernadette", "Marlene", "Shawna", "Lorraine", "Delphine", "Tanya", "Roberta", "Ida",
      "Charlene", "Verna"},
     {"Leland", "Emerson", "Alvin", "Darrell", "Wilson", "Herman", "Kee", "Byron", "Leroy",
      "Elroy"},
     {"Benally", "Tso", "Yellowhair", "Nez", "Etsitty", "Manuelito", "Honyumptewa", "Claw",
      "Tsinajinnie", "Long"}},
    {"Black or African American",
     11,
     {"Denise", "Latoya", "Imani", "Gloria", "Jasmine", "Vanessa", "Ernestine", "Keisha", "Monique",
      "Aaliyah"},
     {"Darnell", "Marcus", "Isaiah", "Reginald", "Terrence", "Clarence", "Malik", "Andre", "Jerome",
      "Curtis"},
     {"Broadnax", "Whitaker", "Gadsden", "Pettway", "Freeman", "Ravenell", "Boykin", "Mosley",
      "Langston", "Dupree"}},
    {"Vietnamese",
     5,
     {"Linh", "Mai", "Thu", "Hoa", "Lan", "Trang", "Ngoc", "Phuong", "Kim", "Anh"},
     {"Minh", "Duc", "Hung", "Tuan", "Khanh", "Long", "Binh", "Quang", "Son", "Hai"},
     {"Nguyen", "Tran", "Pham", "Vo", "Dang", "Bui", "Ngo", "Duong", "Ly", "Truong"}},
    {"Asian Indian",
     6,
     {"Lakshmi", "Kavita", "Deepa", "Asha", "Nandini", "Meera", "Sarita", "Padma", "Usha", "Ritu"},
     {"Rajesh", "Suresh", "Arjun", "Vikram", "Anil", "Mohan", "Sanjay", "Kiran", "Ashok", "Dev"},
     {"Venkataraman", "Iyer", "Deshpande", "Chatterjee", "Bhatt", "Kulkarni", "Menon", "Sethi",
      "Grewal", "Naidu"}},
    {"Filipino",
     5,
     {"Corazon", "Marisol", "Cherry", "Teresita", "Lourdes", "Jocelyn", "Imelda", "Rowena", "Liza",
      "Maribel"},
     {"Rodel", "Eduardo", "Jun", "Renato", "Arnel", "Ferdinand", "Danilo", "Crisanto", "Noel",
      "Rey"},
     {"Dimaculangan", "Bautista", "Manalo", "Salonga", "Macaraeg", "Pangilinan", "Villanueva",
      "Abad", "Tolentino", "Magsaysay"}},
    {"Middle Eastern or North African",
     4,
     {"Layla", "Fatima", "Noor", "Samira", "Hanan", "Rania", "Yasmin", "Amal", "Dina", "Salma"},
     {"Omar", "Khalid", "Yusuf", "Tariq", "Hassan", "Karim", "Ziad", "Samir", "Nabil", "Bassam"},
     {"Khoury", "Haddadin", "Al-Masri", "Nasser", "Barakat", "Farhat", "Saleh", "Aziz", "Qasim",
      "Darwish"}},
}};

constexpr std::array<const char*, 14> streets{
    "Agave Street",     "Sagebrush Lane",   "Second Avenue", "Old Mill Road", "Pinyon Drive",
    "Canyon View Road", "Cottonwood Court", "Rimrock Way",   "Main Street",   "Ocotillo Circle",
    "Church Street",    "Red Butte Road",   "Larkspur Lane", "Depot Street"};

const Culture& culture_by(Dice& dice) {
    int left = dice.between(1, 100);
    for (const Culture& culture : cultures)
        if ((left -= culture.share) <= 0) return culture;
    return cultures.front();
}

// Letters that a mail address can hold: "José" -> "jos".
std::string ascii_lower(std::string_view name) {
    std::string out;
    for (const char c : lower(name))
        if (c >= 'a' && c <= 'z') out += c;
    return out;
}

}  // namespace

std::string fictional_phone(Dice& dice) {
    const int line = dice.between(0, 99);
    return std::string("(928) 555-01") + (line < 10 ? "0" : "") + std::to_string(line);
}

std::string relative_name(std::string_view family, Dice& dice) {
    const Culture& culture = culture_by(dice);
    const std::string given = dice.pick(dice.percent(70) ? culture.women : culture.men);
    return given + " " + std::string(family);
}

Person person_of(std::uint64_t seed, std::size_t index, Sex sex, Day birth, Dice& dice) {
    const Culture& culture = culture_by(dice);
    Person person;
    person.seed = seed;
    person.index = index;
    Record naming;
    naming.person = person;
    person.id = naming.id_of("Patient", 0);
    person.sex = sex;
    person.birth = birth;
    person.given = dice.pick(sex == Sex::female ? culture.women : culture.men);
    person.middle = std::string(1, static_cast<char>("ABCDEFGHJKLMNPRSTW"[dice.below(18)]));
    person.family = dice.pick(culture.families);
    person.race_ethnicity = culture.race;
    person.home = dice.percent(40) ? Place::cedar_fork : Place::juniper_valley;
    person.street = std::to_string(dice.between(12, 4890)) + " " + dice.pick(streets);
    person.city = facility(person.home).city;
    person.postal_code = facility(person.home).postal_code;
    person.phone = fictional_phone(dice);
    if (dice.percent(60))
        person.email = ascii_lower(person.given) + "." + ascii_lower(person.family) +
                       std::to_string(index) + "@mail.example";
    return person;
}

}  // namespace muniment::demo
