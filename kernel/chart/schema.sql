-- The chart. Content is sealed; index columns hold only what lists are sorted and found by. What a list shows
-- (names, values, titles) is in `brief`, sealed too.

CREATE TABLE chart_resource (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB,
    encounter BLOB,
    type TEXT NOT NULL,
    date BIGINT,
    code TEXT,
    labels TEXT,
    source BLOB,
    digest BLOB NOT NULL,
    brief BLOB,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX chart_resource_patient ON chart_resource (org, patient, type, date, id) WHERE current = 1;
CREATE INDEX chart_resource_type ON chart_resource (org, type) WHERE current = 1;

-- A readable document made from an attachment of a DocumentReference.
CREATE TABLE chart_document (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB,
    encounter BLOB,
    resource BLOB NOT NULL,
    date BIGINT,
    code TEXT,
    labels TEXT,
    brief BLOB,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX chart_document_patient ON chart_document (org, patient, date, id) WHERE current = 1;

-- Patients as the desk searches for them: the keys are lower case.
CREATE TABLE chart_patient (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    mrn TEXT NOT NULL,
    birth_date TEXT,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX chart_patient_family ON chart_patient (org, family, given) WHERE current = 1;
CREATE INDEX chart_patient_given ON chart_patient (org, given) WHERE current = 1;
CREATE INDEX chart_patient_mrn ON chart_patient (org, mrn) WHERE current = 1;

-- Identifiers by which references name a patient, practitioner, organization or location. The value is a
-- keyed digest, for some are social security numbers.
CREATE TABLE chart_identifier (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    type TEXT NOT NULL,
    system TEXT NOT NULL,
    value BLOB NOT NULL,
    resource BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX chart_identifier_value ON chart_identifier (org, value) WHERE current = 1;

-- One record per import: where it came from, what was counted, what was refused.
CREATE TABLE chart_import (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    started BIGINT NOT NULL,
    state TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
