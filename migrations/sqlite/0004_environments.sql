create table environments (
    id integer primary key,
    public_id text not null unique,
    name text not null unique,
    place integer not null,
    production integer not null,
    created_at integer not null
) strict;

-- Stretches of time in which a version was or is live. Rows are closed, never removed.
create table deployments (
    id integer primary key,
    public_id text not null unique,
    environment_id integer not null references environments (id),
    service_id integer not null references services (id),
    version_id integer not null references versions (id),
    live_as text not null,
    -- Empty for the copy that has no name: a null would escape the unique index.
    instance text not null,
    from_at integer not null,
    to_at integer,
    supported_until integer,
    event_id integer not null references events (id),
    closed_by integer references events (id)
) strict;
create unique index deployments_running on deployments (environment_id, service_id, instance)
    where to_at is null and live_as = 'deployment';
create unique index deployments_released on deployments (environment_id, version_id)
    where to_at is null and live_as = 'release';
create index deployments_live on deployments (service_id, environment_id) where to_at is null;
create index deployments_in on deployments (environment_id, service_id) where to_at is null;
create index deployments_by_version on deployments (version_id);
