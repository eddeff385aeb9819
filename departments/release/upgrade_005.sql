-- Bulk requests: one line for each chart asked for, and the parts that were delivered.

-- Which case answers the line, and the part it went out with; the case's state says the rest.
CREATE TABLE release_bulk_line (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    bulk BLOB NOT NULL,
    position BIGINT NOT NULL,
    status TEXT NOT NULL,
    release_case BLOB NOT NULL,
    part BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_bulk_line_list ON release_bulk_line (org, bulk, position) WHERE current = 1;
CREATE INDEX release_bulk_line_case ON release_bulk_line (org, release_case) WHERE current = 1;

-- What went out in one part: its cover and manifest, as a ZIP archive; the charts are the cases' own packages.
CREATE TABLE release_part (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    bulk BLOB NOT NULL,
    number BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_part_bulk ON release_part (org, bulk, number) WHERE current = 1;
