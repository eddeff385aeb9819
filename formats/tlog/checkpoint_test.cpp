// Checkpoints: one text for one tree head, and no other text is taken for it.
#include "formats/tlog/checkpoint.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace muniment;
using namespace muniment::tlog;

static const SigningKey key{"muniment.example/ledger/a", KeyKind::ed25519, std::string(32, 'k')};
static const Checkpoint good{key.name, 120, sha256("root"), {}};

TEST_CASE("a checkpoint is its three lines") {
    const std::string text = to_text(good);
    CHECK(text == "muniment.example/ledger/a\n120\n" + to_base64(sha256("root").view()) + "\n");
    CHECK(*parse_checkpoint(text) == good);
    Checkpoint extended = good;
    extended.extensions = {"one", "two"};
    CHECK(*parse_checkpoint(to_text(extended)) == extended);
}

TEST_CASE("a checkpoint written any other way is refused") {
    const std::string root = to_base64(sha256("root").view()) + "\n";
    for (const std::string& text :
         {std::string(), std::string("a\n"), "a\n1\n" + root.substr(0, 44), "\n1\n" + root,
          "a\n\n" + root, "a\n01\n" + root, "a\n-1\n" + root, "a\n+1\n" + root, "a\n 1\n" + root,
          "a\n1 \n" + root, "a\n0x1\n" + root, "a\n18446744073709551616\n" + root,
          "a\n1\n" + root.substr(4), "a\n1\n" + root + "\n", "a\n1\n" + root + "x\n\n",
          "a\n1\nAAAA\n" + root, std::string("a\n1\n\n")}) {
        CAPTURE(text);
        CHECK_FALSE(bool(parse_checkpoint(text)));
    }
    CHECK(parse_checkpoint("a\n18446744073709551615\n" + root)->size == ~std::uint64_t{0});
    CHECK(parse_checkpoint("a\n0\n" + root)->size == 0);
}

TEST_CASE("a signed checkpoint opens with its key only, and for its own log only") {
    const std::string note = signed_checkpoint(good, key);
    CHECK(*open_checkpoint(note, verifier_of(key)) == good);
    SigningKey other = key;
    other.seed = std::string(32, 'x');
    CHECK_FALSE(bool(open_checkpoint(note, verifier_of(other))));
    CHECK_FALSE(bool(open_checkpoint(replaced(note, "120", "121"), verifier_of(key))));
    // Rightly signed, but about another log: the key may not speak for it.
    Checkpoint foreign = good;
    foreign.origin = "elsewhere.example/log";
    CHECK_FALSE(bool(open_checkpoint(signed_checkpoint(foreign, key), verifier_of(key))));
    foreign.origin = "two\nlines";
    CHECK_THROWS_AS(signed_checkpoint(foreign, key), Bug);
}
