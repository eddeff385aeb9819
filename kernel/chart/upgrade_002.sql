-- Which practitioner has to do with which patient, how, and from when to when. `practitioner` is the id of the
-- record, or the keyed digest by which chart_identifier knows it; an open relation goes on.
CREATE TABLE chart_relation (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    practitioner BLOB NOT NULL,
    kind TEXT NOT NULL,
    first BIGINT,
    last BIGINT,
    open BIGINT NOT NULL,
    resource BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX chart_relation_patient ON chart_relation (org, patient, practitioner) WHERE current = 1;
CREATE INDEX chart_relation_practitioner ON chart_relation (org, practitioner) WHERE current = 1;
CREATE INDEX chart_identifier_resource ON chart_identifier (org, resource) WHERE current = 1;
