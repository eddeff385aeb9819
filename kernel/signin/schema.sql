-- How people and programs prove who they are. Sessions themselves are people_session.

-- One record for each user: second factors, passkeys, recovery codes; sealed with the staff's key.
CREATE TABLE signin_credential (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- The facility's choices and its issuer: one record, sealed with the staff's key.
CREATE TABLE signin_settings (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- Failed attempts by name and by address (keyed digests): housekeeping, not records.
CREATE TABLE signin_count (
    org BIGINT NOT NULL,
    key BLOB NOT NULL,
    failures BIGINT NOT NULL,
    next_try BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org, key)
);

-- What may be used once only: codes, challenges, jti. Housekeeping; dropped when expired.
CREATE TABLE signin_once (
    org BIGINT NOT NULL,
    key BLOB NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (org, key)
);

-- When a session was last used. Housekeeping.
CREATE TABLE signin_seen (
    org BIGINT NOT NULL,
    session BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org, session)
);

CREATE INDEX people_session_person ON people_session (org, person) WHERE current = 1;
