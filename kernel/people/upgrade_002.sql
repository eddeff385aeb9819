-- The trail of one person, and of one day.
CREATE INDEX people_access_person ON people_access (org, person, at) WHERE current = 1;
CREATE INDEX people_access_at ON people_access (org, at) WHERE current = 1;
