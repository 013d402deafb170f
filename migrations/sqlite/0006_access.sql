-- Persons and pipelines.
create table actors (
    id integer primary key,
    public_id text not null unique,
    name text not null unique,
    created_at integer not null
) strict;

-- Tokens are revoked, never deleted: events name them. Lists are JSON; an empty list of services
-- or environments stands for all.
create table tokens (
    id integer primary key,
    public_id text not null unique,
    hash blob not null unique,
    actor_id integer not null references actors (id),
    scopes text not null,
    services text not null,
    environments text not null,
    created_at integer not null,
    expires_at integer not null,
    last_used_at integer,
    revoked_at integer,
    event_id integer not null references events (id)
) strict;

-- Browsers that signed in by a token. Not facts: they are deleted when they end.
create table sessions (
    id integer primary key,
    hash blob not null unique,
    token_id integer not null references tokens (id),
    created_at integer not null,
    last_seen_at integer not null
) strict;
create index sessions_by_age on sessions (created_at);
