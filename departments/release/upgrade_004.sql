-- Accountings of disclosures that were given, and every order to release, with what a second person said of it.

-- 45 CFR 164.528(d)(2): each accounting given is kept; its pages are the letter of the same id.
CREATE TABLE release_accounting (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    given BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_accounting_patient ON release_accounting (org, patient, given) WHERE current = 1;

-- Who ordered a release, and its second check: outcome is unchecked, waiting, good or bad.
CREATE TABLE release_order (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    patient BLOB NOT NULL,
    release_case BLOB NOT NULL,
    releaser BLOB NOT NULL,
    ordered BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    checked BIGINT,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);
CREATE INDEX release_order_case ON release_order (org, release_case) WHERE current = 1;
CREATE INDEX release_order_releaser ON release_order (org, releaser) WHERE current = 1;
CREATE INDEX release_order_checked ON release_order (org, checked) WHERE current = 1;
