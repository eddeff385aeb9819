-- The ledger: entries in commit order, the tree over them, and the checkpoints signed.

-- The tree's size and right edge. Updated by every group; its row lock orders the groups of many programs.
CREATE TABLE ledger_head (
    org BIGINT NOT NULL,
    size BIGINT NOT NULL,
    edge BLOB NOT NULL,
    PRIMARY KEY (org)
);

CREATE TABLE ledger_entry (
    org BIGINT NOT NULL,
    idx BIGINT NOT NULL,
    id BLOB NOT NULL,
    salt BLOB NOT NULL,
    payload BLOB NOT NULL,
    -- SHA-256 over index and leaf hash. The tree proves that something was changed or moved; this says which entry.
    place BLOB NOT NULL,
    PRIMARY KEY (org, idx)
) WITHOUT ROWID;
CREATE UNIQUE INDEX ledger_entry_id ON ledger_entry (org, id);

-- Tiles of 256 hashes. Level 0 only when full; the levels above grow as the tiles below fill.
CREATE TABLE ledger_tile (
    org BIGINT NOT NULL,
    level BIGINT NOT NULL,
    idx BIGINT NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (org, level, idx)
);

-- Checkpoints, numbered without gaps, so that a missing one is seen.
CREATE TABLE ledger_checkpoint (
    org BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (org, seq)
);

-- Cosignatures of witnesses on our checkpoints: the signature line as received, and the key that verifies it.
CREATE TABLE ledger_cosignature (
    org BIGINT NOT NULL,
    size BIGINT NOT NULL,
    witness TEXT NOT NULL,
    line TEXT NOT NULL,
    vkey TEXT NOT NULL,
    PRIMARY KEY (org, size, witness)
);
