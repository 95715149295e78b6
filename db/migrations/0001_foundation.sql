-- Every table carries workspace_id as the leading part of its primary key and of its foreign keys, so
-- that a distributed PostgreSQL can keep a workspace on one node. Ids are UUIDv7 made by the application.
-- Amounts are whole minor units (two decimals, as Xero computes in every currency). Unit prices keep the
-- four decimals of Xero's unitdp=4. A work day is a date, a moment is a timestamptz.

create table workspaces (
  workspace_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null default 'Europe/Amsterdam',
  language text not null default 'en',
  date_format text not null default 'yyyy-MM-dd',
  number_format text not null default '1,234.56' check (number_format in ('1,234.56', '1.234,56', '1 234,56')),
  duration_format text not null default 'h:mm' check (duration_format in ('h:mm', 'decimal')),
  week_starts_on smallint not null default 1 check (week_starts_on in (0, 1, 6)),
  hourly_rate numeric(14, 4) not null default 0 check (hourly_rate >= 0),
  mileage_rate numeric(14, 4) not null default 0 check (mileage_rate >= 0),
  invoice_prefix text not null default '',
  payment_term_days integer not null default 30 check (payment_term_days between 0 and 365),
  is_demo boolean not null default false,
  created_at timestamptz not null
);

-- A person of the workspace. Only those with a user_id can sign in; hours may be kept for the others.
create table members (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  user_id text,
  name text not null check (length(name) between 1 and 200),
  email text not null,
  role text not null check (role in ('owner', 'administrator', 'project_manager', 'bookkeeper', 'employee')),
  hourly_rate numeric(14, 4) check (hourly_rate >= 0),
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create unique index members_email on members (workspace_id, lower(email));
create index members_user on members (user_id);

-- The token itself is never stored, only its SHA-256.
create table api_tokens (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  secret_hash text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members
);

-- The answer to a write that carried an Idempotency-Key, so that a repeated write answers the same.
create table idempotency_keys (
  workspace_id uuid not null references workspaces,
  member_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  request_hash text not null,
  status integer,
  response jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, member_id, key)
);

create table vat_rates (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  percentage numeric(5, 2) not null check (percentage between 0 and 100),
  is_default boolean not null default false,
  xero_tax_type text,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
-- One default at a time: it is the rate of everything that names none.
create unique index vat_rates_one_default on vat_rates (workspace_id) where is_default;

create table tasks (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  hourly_rate numeric(14, 4) check (hourly_rate >= 0),
  is_billable boolean not null default true,
  xero_item_code text,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
-- Living tasks differ in name, so that a person can tell them apart; an archived one gives its name back.
create unique index tasks_name on tasks (workspace_id, lower(name)) where archived_at is null;

create table products (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  unit_price numeric(14, 4) not null default 0 check (unit_price >= 0),
  vat_rate_id uuid,
  xero_item_code text,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, vat_rate_id) references vat_rates
);
-- As with tasks.
create unique index products_name on products (workspace_id, lower(name)) where archived_at is null;

create table clients (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  number text check (length(number) between 1 and 50),
  -- Numbers are compared without case and spaces, so that 'C-1 ' can never stand beside 'c-1'.
  number_key text generated always as (lower(regexp_replace(number, '\s', '', 'g'))) stored,
  name text not null check (length(name) between 1 and 255),
  email text,
  phone text,
  vat_number text,
  invoice_address jsonb not null default '{}',
  visiting_address jsonb not null default '{}',
  contact_persons jsonb not null default '[]',
  payment_term_days integer check (payment_term_days between 0 and 365),
  hourly_rate numeric(14, 4) check (hourly_rate >= 0),
  mileage_rate numeric(14, 4) check (mileage_rate >= 0),
  vat_rate_id uuid,
  notes text not null default '',
  source text not null default 'hourbook' check (source in ('hourbook', 'xero')),
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, vat_rate_id) references vat_rates
);
create unique index clients_number on clients (workspace_id, number_key);
create index clients_name on clients (workspace_id, (lower(name)) collate "C", id);

create table projects (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  client_id uuid not null,
  code text check (length(code) between 1 and 50),
  name text not null check (length(name) between 1 and 200),
  invoice_method text not null check (invoice_method in
    ('none', 'task_hourly_rate', 'user_hourly_rate', 'project_hourly_rate', 'client_hourly_rate', 'fixed_price', 'subscription')),
  hourly_rate numeric(14, 4) check (hourly_rate >= 0),
  fixed_price_minor bigint check (fixed_price_minor >= 0),
  vat_rate_id uuid,
  starts_on date,
  ends_on date,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients,
  foreign key (workspace_id, vat_rate_id) references vat_rates,
  check (ends_on >= starts_on),
  check (invoice_method <> 'fixed_price' or fixed_price_minor is not null),
  check (invoice_method <> 'project_hourly_rate' or hourly_rate is not null)
);
create unique index projects_code on projects (workspace_id, lower(code));
create index projects_client on projects (workspace_id, client_id);

-- What a project with the method 'subscription' asks for, each period.
create table subscriptions (
  workspace_id uuid not null,
  project_id uuid not null,
  interval text not null check (interval in ('week', 'month', 'quarter', 'year')),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  description text not null default '',
  quantity numeric(12, 2) not null default 1 check (quantity > 0),
  unit_price numeric(14, 4) not null check (unit_price >= 0),
  primary key (workspace_id, project_id),
  foreign key (workspace_id, project_id) references projects on delete cascade
);

create table time_entries (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  project_id uuid not null,
  task_id uuid,
  worked_on date not null check (worked_on between '1990-01-01' and '2099-12-31'),
  started_at time,
  ended_at time,
  pause_seconds integer not null default 0 check (pause_seconds >= 0),
  seconds integer not null check (seconds between 0 and 86400),
  notes text not null default '' check (length(notes) <= 4000),
  is_billable boolean not null,
  rate numeric(14, 4) not null check (rate >= 0),
  rate_rule text not null check (rate_rule in ('none', 'task', 'user', 'project', 'client', 'workspace')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members,
  foreign key (workspace_id, project_id) references projects,
  foreign key (workspace_id, task_id) references tasks
);
create index time_entries_day on time_entries (workspace_id, worked_on, id);
create index time_entries_member_day on time_entries (workspace_id, member_id, worked_on);
create index time_entries_project on time_entries (workspace_id, project_id, worked_on);

create table expenses (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  project_id uuid not null,
  product_id uuid,
  spent_on date not null check (spent_on between '1990-01-01' and '2099-12-31'),
  description text not null default '' check (length(description) <= 4000),
  quantity numeric(12, 2) not null check (quantity > 0),
  unit_price numeric(14, 4) not null check (unit_price >= 0),
  vat_rate_id uuid,
  is_billable boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members,
  foreign key (workspace_id, project_id) references projects,
  foreign key (workspace_id, product_id) references products,
  foreign key (workspace_id, vat_rate_id) references vat_rates
);
create index expenses_day on expenses (workspace_id, spent_on, id);
create index expenses_project on expenses (workspace_id, project_id, spent_on);

create table mileages (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  project_id uuid not null,
  travelled_on date not null check (travelled_on between '1990-01-01' and '2099-12-31'),
  from_place text not null check (length(from_place) between 1 and 200),
  to_place text not null check (length(to_place) between 1 and 200),
  -- One way; a return trip bills it twice.
  distance_km numeric(10, 2) not null check (distance_km > 0),
  is_return_trip boolean not null default false,
  kind text not null default 'business' check (kind in ('business', 'commute', 'private')),
  purpose text not null default '' check (length(purpose) <= 4000),
  vehicle text,
  is_billable boolean not null,
  rate numeric(14, 4) not null check (rate >= 0),
  rate_rule text not null check (rate_rule in ('client', 'workspace')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members,
  foreign key (workspace_id, project_id) references projects
);
create index mileages_day on mileages (workspace_id, travelled_on, id);
create index mileages_project on mileages (workspace_id, project_id, travelled_on);
