// Sessions: opened by a proof, recognised by a token of which only the digest is kept, ended by
// their owner, an administrator, idleness, twelve hours, or the end of the user's time here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/people/accounts.h"
#include "kernel/people/breached.h"
#include "kernel/signin/signin.h"

namespace muniment::signin {

enum class Method { password, code, recovery_code, passkey, single_sign_on, reset_code, program };
BOOST_DESCRIBE_ENUM(Method, password, code, recovery_code, passkey, single_sign_on, reset_code,
                    program)

// What must be done before anything else is allowed.
enum class Owes { nothing, new_password, second_factor };
BOOST_DESCRIBE_ENUM(Owes, nothing, new_password, second_factor)

// What a session row holds beside its index columns; no secret.
struct SessionFacts {
    Instant started{};
    Instant fresh_at{};  // when the person last proved to be there
    Method method = Method::password;
    Workstation workstation = Workstation::office;
    Owes owes = Owes::nothing;
    std::string from;                 // network address
    std::vector<std::string> scopes;  // a program's
};
BOOST_DESCRIBE_STRUCT(SessionFacts, (),
                      (started, fresh_at, method, workstation, owes, from, scopes))

struct Session : people::Session {
    SessionFacts facts;
    std::int64_t version = 0;
    int idle_minutes = 15;
    int fresh_minutes = 0;
};

enum class Next { done, code, passkey };
BOOST_DESCRIBE_ENUM(Next, done, code, passkey)
struct SignedIn {
    Next next = Next::done;
    Session session;    // when done
    std::string token;  // for the cookie; 43 characters
};

// A try with a password. `code`: of the authenticator app, or a recovery code.
struct Attempt {
    std::string username;
    std::string password;
    std::string code = {};
    Workstation workstation = Workstation::office;
    std::string from = {};
    std::string old_token = {};  // the session that the client had: ended, whatever it was
};

// Somebody who is known already, by passkey, issuer or signed assertion.
struct Entry {
    Uuid user;
    Method method = Method::passkey;
    Workstation workstation = Workstation::office;
    std::string from = {};
    std::string old_token = {};
    std::vector<std::string> scopes = {};
    std::chrono::seconds length = std::chrono::hours(12);
    std::vector<house::Draft> drafts = {};  // committed with it
};

struct SessionRow {
    Uuid id;
    Instant started{};
    Instant seen{};
    Instant expires{};
    Method method = Method::password;
    Workstation workstation = Workstation::office;
    std::string from;
    bool current = false;  // the one that asks
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, started, seen, expires, method, workstation, from, current))

// Thread-safe. At most 2 passwords are checked at once, so that bursts cannot take the memory or
// the processor. What another program on the database ended, or a user made inactive there, is
// recognised for at most a minute more; here it is out at once.
class Sessions {
  public:
    explicit Sessions(house::House& house, const people::BreachedFile* breached = nullptr);
    ~Sessions();
    Result<SignedIn> sign_in(const Attempt& attempt);
    Result<SignedIn> enter(const Entry& entry);
    // `idle`: since when nobody touched the page, as its client says; polls keep nobody signed in.
    Result<Session> recognise(const std::string& token, std::chrono::seconds idle = {});
    Status sign_out(const std::string& token);

    // Another proof by the session's own person; its token is exchanged.
    Result<SignedIn> freshen(const std::string& token, const std::string& password,
                             const std::string& code);
    Result<SignedIn> freshen_by_passkey(const std::string& token, house::Draft counter);
    bool is_fresh(const Session& session) const;
    // After what was owed is done: the session is looked up anew and owes no more of it.
    Status settle_debt(const Session& session);

    Result<std::vector<SessionRow>> of_user(const Uuid& user, const Uuid& asking);
    Status end(const Uuid& by, const Uuid& session);
    Status end_all(const Uuid& by, const Uuid& user, const Uuid& except = {});
    void look_again();  // users were changed here: nothing remembered counts

    // The password of the session's own person, exchanged; every other session of theirs ends.
    Status change_password(const Session& session, const std::string& old,
                           const std::string& fresh);
    // An administrator's help: a code that signs in once within a day and then asks for a new
    // password. Nobody ever sees a password. `forget_factors`: the telephone is lost too.
    enum class Factors { keep, forget };
    Result<std::string> reset_password(const Uuid& by, const Uuid& user, Factors factors);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace muniment::signin
