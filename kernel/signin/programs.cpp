// Programs: registration, scopes, and their signed assertions.
#include "kernel/signin/programs.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/people/accounts.h"

namespace muniment::signin {

Result<house::Act> register_program(house::House& house, house::View& view,
                                    const NewProgram& wanted) {
    if (wanted.jwks.empty() == wanted.jwks_url.empty())
        return Error{Fault::incorrect, "Give the program's jwks, or its jwks_url."};
    if (!wanted.jwks.empty()) TRY(check_keys(wanted.jwks));
    const bool local = wanted.jwks_url.starts_with("http://localhost:");
    if (!wanted.jwks_url.empty() && !wanted.jwks_url.starts_with("https://") && !local)
        return Error{Fault::incorrect, "The jwks_url must begin with https://."};
    if (wanted.scopes.empty() || wanted.scopes.size() > 32 ||
        !std::ranges::all_of(wanted.scopes, is_scope))
        return Error{Fault::incorrect,
                     "Scopes are 1 to 32 of the form system/RESOURCE.rs, as system/*.rs or "
                     "system/Patient.r."};
    // A password that nobody knows and that is not kept: the account has none.
    const std::string nobodys = to_base64url(house.random().bytes(32));
    auto act = TRY(people::make_user(house, view, {}, wanted.client_id, wanted.name,
                                     {Role::program}, nobodys));
    auto user = TRY(from_json_text<people::User>(act.drafts.front().content));
    user.password_hash.clear();
    act.drafts.front().content = to_json_text(user);
    Credentials credentials;
    credentials.jwks = wanted.jwks;
    credentials.jwks_url = wanted.jwks_url;
    credentials.scopes = wanted.scopes;
    act.action = "people.program.make";
    act.detail = {{"scopes", to_json(wanted.scopes)}};
    act.drafts.push_back(draft_of(Kept{act.subject, 0, {}, {}}, credentials));
    return act;
}

// "system/", a resource's name or *, ".", then r, s, rs (v2) or read (v1).
bool is_scope(std::string_view scope) {
    constexpr std::string_view head = "system/";
    if (!scope.starts_with(head) || scope.size() > 80) return false;
    scope.remove_prefix(head.size());
    const auto dot = scope.find('.');
    if (dot == scope.npos || dot == 0) return false;
    const std::string_view resource = scope.substr(0, dot), may = scope.substr(dot + 1);
    const bool named = std::ranges::all_of(
        resource, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
    return (resource == "*" || named) && (may == "r" || may == "s" || may == "rs" || may == "read");
}

std::set<house::Permission> permissions_of(const std::vector<std::string>& scopes) {
    std::set<house::Permission> all;
    for (const std::string& scope : scopes) {
        if (!is_scope(scope)) continue;
        all.insert({house::Permission::signed_in, house::Permission::program});
        if (scope.starts_with("system/*.")) all.insert(house::Permission::chart_read);
        if (scope.starts_with("system/AuditEvent.")) all.insert(house::Permission::audit_read);
    }
    return all;
}

Result<std::vector<std::string>> granted(const Credentials& program, std::string_view asked) {
    std::vector<std::string> scopes;
    for (const std::string_view one : split(asked, ' ')) {
        if (one.empty()) continue;
        if (std::ranges::find(program.scopes, one) == program.scopes.end())
            return Error{Fault::forbidden, "A scope was asked for that the program does not have."};
        scopes.emplace_back(one);
    }
    return scopes.empty() ? program.scopes : scopes;
}

Result<Token> check_assertion(std::string_view assertion, std::string_view jwks,
                              const std::string& client_id, const std::string& token_address,
                              Instant now) {
    Token token = TRY(verified(assertion, jwks, {Algorithm::RS384, Algorithm::ES384}));
    Expected expected{client_id, token_address, now};
    expected.leeway = std::chrono::seconds(30);
    expected.longest_life = token_length;
    TRY(check_claims(token, expected));
    const std::string jti = token.text("jti");
    if (token.text("sub") != client_id || jti.empty() || jti.size() > 255)
        return Error{Fault::unauthorized,
                     "The assertion must have sub = client_id and a jti of its own."};
    return token;
}

}  // namespace muniment::signin
