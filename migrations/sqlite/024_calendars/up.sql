-- The secret address of somebody's calendar; one for each account at most.
CREATE TABLE calendar_feeds (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL UNIQUE REFERENCES users (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
) STRICT;
