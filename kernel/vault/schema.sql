-- Content keys, each wrapped by the master key. A destroyed key keeps its row, without the key.
CREATE TABLE content_key (
    org BIGINT NOT NULL,
    unit BLOB NOT NULL,
    wrapped BLOB,
    PRIMARY KEY (org, unit)
) WITHOUT ROWID;

-- Named secrets of the installation: the ledger's signing key, the probe that recognises the master key.
CREATE TABLE secret (
    org BIGINT NOT NULL,
    name TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (org, name)
);
