create table services (
    id integer primary key,
    public_id text not null unique,
    name text not null unique,
    owner text,
    contact text,
    repository text,
    main_branch text,
    audience text not null,
    -- The ordinal of the newest version. Writers of a service update this row first and so queue.
    last_ordinal integer not null,
    created_at integer not null
) strict;

create table versions (
    id integer primary key,
    public_id text not null unique,
    service_id integer not null references services (id),
    number text not null,
    -- From 1, without gaps, in the order in which versions became known.
    ordinal integer not null,
    -- Sorts as bytes like the number sorts as a semantic version; null where it is none.
    precedence text,
    commit_id text,
    build_url text,
    created_at integer not null,
    event_id integer not null references events (id),
    unique (service_id, number),
    unique (service_id, ordinal)
) strict;
create index versions_by_precedence on versions (service_id, precedence);

create table version_branches (
    id integer primary key,
    version_id integer not null references versions (id),
    service_id integer not null references services (id),
    branch text not null,
    precedence text,
    at integer not null,
    unique (version_id, branch)
) strict;
create index version_branches_by_branch on version_branches (service_id, branch, id);
create index version_branches_by_precedence on version_branches (service_id, branch, precedence);

create table version_tags (
    id integer primary key,
    version_id integer not null references versions (id),
    service_id integer not null references services (id),
    tag text not null,
    at integer not null,
    unique (version_id, tag)
) strict;
create index version_tags_by_tag on version_tags (service_id, tag, id);

-- Derived from version_branches; see `rebuild`.
create table branch_heads (
    service_id integer not null references services (id),
    branch text not null,
    version_id integer not null references versions (id),
    primary key (service_id, branch)
) strict, without rowid;
