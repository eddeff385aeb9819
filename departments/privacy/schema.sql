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
