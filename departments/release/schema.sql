-- What the release desk keeps beside its cases (kernel/tasks): disclosures for the accounting of 45 CFR
-- 164.528, packages, letters, one-time links. One disclosure, package and letter per case: their id is the
-- case's, so that a release that is done twice meets itself.

CREATE TABLE release_disclosure (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    date BIGINT NOT NULL,
    listed BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_disclosure_patient ON release_disclosure (org, patient, date) WHERE current = 1;

-- The released files and their manifest, as one ZIP archive.
CREATE TABLE release_package (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    made BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

CREATE TABLE release_letter (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    template TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- Tokens are kept as digests only. A wrong code makes a version, and so does the use: two uses at once meet a
-- conflict.
CREATE TABLE release_link (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    token BLOB NOT NULL,
    release_case BLOB NOT NULL,
    expires BIGINT NOT NULL,
    state TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_link_token ON release_link (org, token) WHERE current = 1;

-- Address, custodian and contacts for letters: one record.
CREATE TABLE release_settings (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
