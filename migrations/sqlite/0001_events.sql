-- Everything that was ever done, one row an action, written in the action's own transaction.
-- Facts point to the event that brought them, so each has an actor, a token, a request and a time.
create table events (
    id integer primary key,
    public_id text not null unique,
    at integer not null,
    actor text not null,
    token text,
    request text not null,
    action text not null,
    resource text not null,
    detail text not null
) strict;
create index events_by_resource on events (resource, id);
