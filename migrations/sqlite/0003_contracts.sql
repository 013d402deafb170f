-- Documents as they were published, compressed with zstd.
create table blobs (
    id integer primary key,
    hash blob not null unique,
    bytes blob not null,
    size integer not null,
    stored_at integer not null
) strict;

-- What documents say: one row a meaning. `blob_id` is the first document that said it.
create table contents (
    id integer primary key,
    kind text not null,
    meaning blob not null,
    blob_id integer not null references blobs (id),
    stored_at integer not null,
    unique (meaning, kind)
) strict;

-- One row a revision. Only a merge appends one, and closes the revision before it.
create table contracts (
    id integer primary key,
    public_id text not null unique,
    service_id integer not null references services (id),
    version_id integer not null references versions (id),
    role text not null,
    kind text not null,
    name text not null,
    revision integer not null,
    target_service_id integer references services (id),
    target_contract text,
    content_id integer not null references contents (id),
    blob_id integer not null references blobs (id),
    file text,
    published_at integer not null,
    superseded_at integer,
    event_id integer not null references events (id),
    unique (version_id, kind, name, revision)
) strict;
create unique index contracts_current on contracts (version_id, kind, name)
    where superseded_at is null;
create index contracts_by_content on contracts (content_id);
create index contracts_by_target on contracts (target_service_id, service_id, version_id)
    where superseded_at is null;
create index contracts_by_service on contracts (service_id, kind, name, version_id)
    where superseded_at is null;
