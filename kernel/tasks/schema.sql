-- Cases of every department, and the jobs that work in the background.

CREATE TABLE tasks_case (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    due BIGINT,
    received BIGINT,
    updated BIGINT NOT NULL,
    assignee BLOB,
    brief BLOB,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX tasks_case_list ON tasks_case (org, kind, state, due) WHERE current = 1;
CREATE UNIQUE INDEX tasks_case_number ON tasks_case (org, number) WHERE current = 1;
CREATE INDEX tasks_case_patient ON tasks_case (org, patient) WHERE current = 1;

-- The last number given out, by kind and year: "release/2026".
CREATE TABLE tasks_counter (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    last BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

CREATE TABLE tasks_job (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    subject BLOB,
    updated BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX tasks_job_list ON tasks_job (org, state, updated) WHERE current = 1;
CREATE INDEX tasks_job_subject ON tasks_job (org, subject) WHERE current = 1;
