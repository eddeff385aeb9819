-- Users, their sessions, and who looked at what.

CREATE TABLE people_user (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    username TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE UNIQUE INDEX people_user_name ON people_user (org, username) WHERE current = 1;

CREATE TABLE people_session (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    token BLOB NOT NULL,
    person BLOB NOT NULL,
    expires BIGINT NOT NULL,
    state TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX people_session_token ON people_session (org, token) WHERE current = 1;

-- One row per patient and request: who saw what of whom, for which stated purpose.
CREATE TABLE people_access (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB,
    person BLOB,
    at BIGINT NOT NULL,
    action TEXT NOT NULL,
    purpose TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX people_access_patient ON people_access (org, patient, at) WHERE current = 1;
