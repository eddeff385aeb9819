// Users, roles, and who a session stands for. Passwords are kept as Argon2id (RFC 9106, libsodium:
// 2 passes, 64 MB). Signing in is kernel/signin's.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/desk.h"

namespace muniment::people {

Status settle(house::House& house);  // registers the tables; at start, once

// The jobs of HIM, and who else comes to its desk; docs/glossary.md.
enum class Role {
    administrator,
    release_specialist,
    him_director,
    privacy_officer,
    clerk,
    technician,
    coder,
    cdi_specialist,
    analyst,
    informaticist,
    cio,
    physician,
    nurse,
    auditor,
    patient,
    attorney,
    program
};
BOOST_DESCRIBE_ENUM(Role, administrator, release_specialist, him_director, privacy_officer, clerk,
                    technician, coder, cdi_specialist, analyst, informaticist, cio, physician,
                    nurse, auditor, patient, attorney, program)

// What is known of an employee beside the account: whence relations and signals come. No secret
// but sealed like the account. `address` and `contacts` are keyed digests (people::digest_of), so
// that they can be compared with patients' and not read.
struct Person {
    std::string family;        // lower case, for comparison
    std::string practitioner;  // FHIR Practitioner id in the chart; empty: none
    Uuid patient;              // the patient this user is (or, of role patient, stands for)
    std::vector<std::string> departments;
    std::string facility;               // FHIR Organization id; empty: all
    std::string address;                // digest of the home address
    std::string street;                 // digest of street and place without the number
    std::vector<std::string> contacts;  // digests of emergency contacts' names
    std::string employment;             // the employer's number
    std::optional<Instant> ends;        // access ends then; a leaver
    int shift_from = 0, shift_to = 24;  // usual hours, facility's time; 0 and 24: none known
    // The last day on which patients' records are open without further training; absent: no course
    // is asked for.
    std::optional<Day> trained_until;
    std::optional<Day> joined;  // the workforce; absent: the day the account was made
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (family, practitioner, patient, departments, facility, address, street,
                       contacts, employment, ends, shift_from, shift_to, trained_until, joined))

struct User {
    std::string username;  // lower case
    std::string name;
    std::vector<Role> roles;
    std::string
        password_hash;  // libsodium's crypto_pwhash_str form; empty: none, signs in elsewhere
    bool active = true;
    Person person;
};
BOOST_DESCRIBE_STRUCT(User, (), (username, name, roles, password_hash, active, person))

// Why a password is not acceptable; empty when it is. NIST SP 800-63B 5.1.1.2: length, not
// composition; not the user's own name; not among the commonest.
std::string password_fault(const std::string& username, const std::string& password);
std::string hash_password(const std::string& password);  // about 70 ms and 64 MB

// The act that makes a user; conflict when the name is taken (found at commit too).
Result<house::Act> make_user(house::House& house, house::View& view, const Uuid& actor,
                             const std::string& username, const std::string& name,
                             const std::vector<Role>& roles, const std::string& password);

struct Session {
    Uuid id;
    Uuid user;
    std::string name;
    std::vector<Role> roles;
    Instant expires{};
    Person person;
};
// Changes an account: the act with the next version. conflict when it moved on.
Result<house::Act> change_user(const Uuid& actor, const house::Record<User>& was, User next,
                               const std::string& action);
Result<house::Record<User>> read_user(house::View& view, const Uuid& id);

// The names of users by id, for histories.
Result<std::string> user_name(house::View& view, const Uuid& user);

}  // namespace muniment::people
