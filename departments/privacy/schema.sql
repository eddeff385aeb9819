-- The desk's own tables.

-- The people whom an incident concerns, one record each (45 CFR 164.404(a)). Residence is two letters of a state.
CREATE TABLE privacy_affected (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    incident BLOB NOT NULL,
    residence TEXT NOT NULL,
    status TEXT NOT NULL,
    told BIGINT,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX privacy_affected_incident ON privacy_affected (org, incident, status) WHERE current = 1;

-- How far accesses have been judged: one record.
CREATE TABLE privacy_run (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    until BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- The weights that a person adopted instead of the packs': one record.
CREATE TABLE privacy_weights (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- What a closed review came to, without its patient: figures are made of it without opening cases.
CREATE TABLE privacy_outcome (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    person BLOB NOT NULL,
    outcome TEXT NOT NULL,
    closed BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX privacy_outcome_person ON privacy_outcome (org, person) WHERE current = 1;
