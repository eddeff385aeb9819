// The entry commitment of docs/formats/ledger.md.
#include "formats/tlog/commitment.h"

#include "base/ensure.h"
#include "formats/tlog/merkle.h"

namespace muniment::tlog {

Hash commitment(std::string_view salt, std::string_view payload) {
    // A salt of fixed length, or bytes could move between salt and payload unnoticed.
    ensure(salt.size() == salt_size, "an entry's salt is 32 bytes");
    return sha256({"muniment-entry-v1\n", salt, payload});
}

Hash entry_leaf_hash(const Hash& commitment) { return leaf_hash(commitment.view()); }

}  // namespace muniment::tlog
