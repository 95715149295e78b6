-- How much of Xero's limits is used. Xero counts for each app and organisation, whichever workspace asks and whichever process
-- calls, so these tables belong to no workspace and stand in a schema of their own.
create schema xero_limits;

create table xero_limits.organisations (
  tenant_id uuid primary key,
  -- The calls under way: the id of each lease, and the millisecond it ends by itself when its process was killed.
  leases jsonb not null default '{}',
  -- Which minute it is: an answer to a call of another one says nothing about this.
  minute_number integer not null default 1,
  minute_ends_at timestamptz not null,
  -- Until the first answer of a minute nobody knows when Xero began to count it.
  minute_is_sure boolean not null default false,
  minute_left integer not null,
  day_ends_at timestamptz not null,
  day_used integer not null,
  -- What Xero told, less the calls since. Null until it told.
  day_left integer,
  -- Xero asked to be left alone until then.
  parked_until timestamptz
) with (fillfactor = 50);

-- One row: all organisations together.
create table xero_limits.app (
  is_only boolean primary key default true check (is_only),
  minute_ends_at timestamptz not null,
  minute_left integer not null
) with (fillfactor = 50);

-- The leases that have not ended.
create function xero_limits.live(leases jsonb, moment timestamptz) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(key, value::bigint), '{}'::jsonb) from jsonb_each_text(leases)
  where value::bigint > extract(epoch from moment) * 1000
$$;

create function xero_limits.under_way(leases jsonb, moment timestamptz) returns integer language sql immutable as $$
  select count(*)::integer from jsonb_each_text(leases) where value::bigint > extract(epoch from moment) * 1000
$$;

-- Kept with the organisation's limits from now on.
alter table xero_connections drop column day_calls_remaining, drop column parked_until;
drop index sync_log_by_day;
