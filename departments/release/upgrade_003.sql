-- Forms as objects, the packs that decisions were made under, suspensions of the accounting, and errors found.

-- An authorization or consent as it was taken: state is draft (waiting for a signature), active or revoked.
-- Expiry is a day: it needs no change of the record.
CREATE TABLE release_form (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    state TEXT NOT NULL,
    expires BIGINT,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_form_patient ON release_form (org, patient) WHERE current = 1;
CREATE INDEX release_form_expires ON release_form (org, expires) WHERE current = 1;

-- The image of a signed form, as it was scanned; the id is the form's.
CREATE TABLE release_scan (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- The text of a rule pack under which something was decided; the id is derived from its SHA-256.
CREATE TABLE release_pack (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- 45 CFR 164.528(a)(2): an agency's statement that its disclosures must not be listed for a time.
CREATE TABLE release_suspension (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_suspension_patient ON release_suspension (org, patient) WHERE current = 1;

-- An error found in the desk's own work, for the quality figures.
CREATE TABLE release_error (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    found BIGINT NOT NULL,
    kind TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_error_found ON release_error (org, found) WHERE current = 1;
