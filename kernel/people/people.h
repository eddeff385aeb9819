// Users, roles, sessions, and the access entries of what they saw. Passwords are kept as Argon2id
// (RFC 9106, libsodium: 2 passes, 64 MB). Session tokens are kept as digests only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <mutex>
#include <unordered_map>

#include "kernel/house/desk.h"

namespace muniment::people {

Status settle(house::House& house);  // registers the tables; at start, once

// HIM job roles of this cut; docs/glossary.md.
enum class Role { administrator, release_specialist, him_director, privacy_officer, clerk };
BOOST_DESCRIBE_ENUM(Role, administrator, release_specialist, him_director, privacy_officer, clerk)

struct User {
    std::string username;  // lower case
    std::string name;
    std::vector<Role> roles;
    std::string password_hash;  // libsodium's crypto_pwhash_str form
    bool active = true;
};
BOOST_DESCRIBE_STRUCT(User, (), (username, name, roles, password_hash, active))

std::set<house::Permission> permissions_of(const std::vector<Role>& roles);

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
};
struct SignedIn {
    Session session;
    std::string token;  // for the cookie; 43 characters
};

// Sign-in, sign-out and recognition of sessions. Thread-safe. Failed sign-ins are counted per name
// in memory: after 5 in a row each further one waits longer (busy); at most 2 passwords are
// checked at once, so that bursts cannot take the memory or the processor. A session that another
// program ended, or whose user was made inactive, is recognised for at most a minute more.
class Sessions {
  public:
    explicit Sessions(house::House& house);
    ~Sessions();
    Result<SignedIn> sign_in(const std::string& username, const std::string& password);
    Result<Session> recognise(const std::string& token);
    Status sign_out(const std::string& token);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// The drafts that record what a view read for an actor: one row per patient.
std::vector<house::Draft> access_drafts(house::House& house, const house::Actor& actor,
                                        const std::string& action,
                                        const std::vector<house::Read>& reads);

// The names of users by id, for histories.
Result<std::string> user_name(house::View& view, const Uuid& user);

}  // namespace muniment::people
