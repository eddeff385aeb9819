-- A person's word on whether an item of the chart belongs to a segment that the law decides on its own
-- (substance use disorder records, HIV, ...). The newest word on an item and a segment stands; its id is
-- derived from both.

CREATE TABLE release_correction (
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
CREATE INDEX release_correction_patient ON release_correction (org, patient) WHERE current = 1;
