-- What the desk keeps beside its cases (kernel/tasks): what was last found in the facility's own settings and
-- figures, one record, without anything of a patient.
CREATE TABLE exchange_look (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- Letters to requesters, as PDF; sealed like their case: with the patient's key, or if it concerns no single
-- patient, with the case's own.
CREATE TABLE exchange_letter (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB,
    template TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
