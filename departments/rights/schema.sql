-- What the desk of patients' rights keeps beside its cases (kernel/tasks) and what it owes the patient
-- (kernel/chart: directives, consents): letters, and whom they name.

CREATE TABLE rights_letter (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    template TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

CREATE TABLE rights_settings (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
