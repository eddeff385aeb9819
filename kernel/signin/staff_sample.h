// For tests of this room: a house with staff.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include "kernel/people/accounts.h"
#include "kernel/signin/sessions.h"
#include "tests/support/lodge.h"

namespace muniment::signin {

inline const std::string good_password = "blue-harbor-17";

struct Staff : tests::Lodge {
    explicit Staff(tests::Engine engine) : Lodge(engine) {
        REQUIRE(people::settle(*house));
        REQUIRE(settle_here());
    }
    Status settle_here() { return signin::settle(*house); }
    Uuid add(const std::string& name, const std::vector<Role>& roles = {Role::clerk}) {
        auto act =
            people::make_user(*house, **house->view(), {}, name, "Ada B.", roles, good_password);
        REQUIRE_MESSAGE(act, (act ? "" : act.error().message));
        const Uuid id = act->subject;
        REQUIRE(house->act(*std::move(act)));
        return id;
    }
    void change(const Uuid& id, const std::function<void(people::User&)>& how) {
        const auto account = people::account(**house->view(), id);
        REQUIRE(account);
        people::User changed = account->value;
        how(changed);
        act({people::draft_of(*account, changed)});
    }
    void change_credentials(const Uuid& id, const std::function<void(Credentials&)>& how) {
        const auto kept = credentials_of(**house->view(), id);
        REQUIRE(kept);
        Credentials changed = kept->value;
        how(changed);
        act({draft_of(*kept, changed)});
    }
    Credentials credentials(const Uuid& id) {
        const auto kept = credentials_of(**house->view(), id);
        REQUIRE(kept);
        return kept->value;
    }
    void choose(const std::function<void(SignInSettings&)>& how) {
        const auto view = house->view();
        SignInSettings settings = *settings_of(**view);
        how(settings);
        auto act = change_settings(**view, settings);
        REQUIRE(act);
        REQUIRE(house->act(*std::move(act)));
    }
    void act(std::vector<house::Draft> drafts) {
        house::Act one;
        one.action = "test.change";
        one.drafts = std::move(drafts);
        REQUIRE(house->act(std::move(one)));
    }
    std::string payloads() {
        std::string all;
        REQUIRE((**house->view())
                    .sql()
                    .query("SELECT payload FROM ledger_entry WHERE org = 1", {},
                           [&](const store::Row& row) { all += row.text(0); }));
        return all;
    }
};

template <class T>
Fault fault_of(const Result<T>& result) {
    return result ? Fault::bug : result.error().fault;
}

inline Result<SignedIn> sign_in(Sessions& sessions, const std::string& name,
                                const std::string& password, const std::string& code = "",
                                const std::string& from = "") {
    return sessions.sign_in({name, password, code, Workstation::office, from, ""});
}

}  // namespace muniment::signin
