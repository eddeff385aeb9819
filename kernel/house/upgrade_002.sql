-- What is done to keep the house: backups, restore drills, checks. One record each; the newest of a kind tells its age.

CREATE TABLE house_upkeep (
    org BIGINT NOT NULL,
    id BLOB NOT NULL,
    version BIGINT NOT NULL,
    current BIGINT NOT NULL,
    entry BLOB NOT NULL,
    unit BLOB NOT NULL,
    kind TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (org, id, version)
);

CREATE INDEX house_upkeep_by_kind ON house_upkeep (org, kind, done_at);
