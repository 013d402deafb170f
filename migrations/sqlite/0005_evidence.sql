-- Runs of a verifier against a provider, by the identity that the verifier gave them.
create table verification_runs (
    id integer primary key,
    public_id text not null unique,
    service_id integer not null references services (id),
    version_id integer not null references versions (id),
    run text not null,
    build_url text,
    verified_by text,
    at integer not null,
    event_id integer not null references events (id),
    unique (service_id, run)
) strict;

-- What runs found: one row a run and meaning.
create table verification_results (
    id integer primary key,
    public_id text not null unique,
    run_id integer not null references verification_runs (id),
    version_id integer not null references versions (id),
    content_id integer not null references contents (id),
    success integer not null,
    passed integer not null,
    failed integer not null,
    reason text,
    details text not null,
    at integer not null,
    unique (run_id, content_id)
) strict;
create index verification_results_by_pair on verification_results (content_id, version_id, id);

-- The latest result of each pair, derived from verification_results; see `rebuild`. `ordinal` is
-- the provider version's, so that the newest version with evidence is found at once.
create table evidence (
    content_id integer not null references contents (id),
    version_id integer not null references versions (id),
    service_id integer not null references services (id),
    ordinal integer not null,
    result_id integer not null references verification_results (id),
    success integer not null,
    times integer not null,
    primary key (content_id, version_id)
) strict, without rowid;
create index evidence_newest on evidence (content_id, service_id, ordinal);

-- Answers of comparisons, by meanings and engine. A cache: every row can be computed again.
create table comparisons (
    consumer blob not null,
    provider blob not null,
    engine text not null,
    verdict text not null,
    mismatches integer not null,
    reason text,
    at integer not null,
    primary key (consumer, provider, engine)
) strict, without rowid;

-- What diffs amount to, by meanings and engine. A cache as well.
create table diffs (
    old blob not null,
    new blob not null,
    engine text not null,
    verdict text not null,
    breaking integer not null,
    required_bump text not null,
    at integer not null,
    primary key (old, new, engine)
) strict, without rowid;
