-- What the workforce desk keeps: attempts at courses and signed acknowledgements, the facility's own texts of
-- courses, and what a review of who may what found for each account. Reviews as a whole are cases (kernel/tasks).

-- One row per attempt that was finished, passed or not; kept six years and longer (45 CFR 164.530(j)(2)).
CREATE TABLE workforce_record (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    person BLOB NOT NULL,
    course TEXT NOT NULL,
    done BIGINT NOT NULL,
    passed BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX workforce_record_person ON workforce_record (org, person, done) WHERE current = 1;

-- A facility's own text of a course, each version an edition; the id is derived from its name. `changed` is the day
-- of the last material change: who passed before takes it again.
CREATE TABLE workforce_course (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    name TEXT NOT NULL,
    changed BIGINT,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

-- One account in a review of who may what: the finding is waiting, keep, change or end.
CREATE TABLE workforce_review (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    review BLOB NOT NULL,
    person BLOB NOT NULL,
    finding TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX workforce_review_review ON workforce_review (org, review) WHERE current = 1;
