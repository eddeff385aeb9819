-- What the facility owes the patient about this chart: restrictions, ways to reach the patient, papers linked
-- to items by an amendment.

CREATE TABLE chart_directive (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX chart_directive_patient ON chart_directive (org, patient, id) WHERE current = 1;
