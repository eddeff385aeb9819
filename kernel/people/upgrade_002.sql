-- The trail of one person, and of one day.
CREATE INDEX people_access_person ON people_access (org, person, at) WHERE current = 1;
CREATE INDEX people_access_at ON people_access (org, at) WHERE current = 1;

-- Emergencies in which somebody opened a record that nothing else connected her with.
CREATE TABLE people_emergency (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    person BLOB NOT NULL,
    ends BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX people_emergency_person ON people_emergency (org, person, patient, ends) WHERE current = 1;
