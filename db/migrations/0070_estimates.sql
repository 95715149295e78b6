-- What work will cost, offered to a client before it is done. That it has expired is told by the clock, not kept.
create table estimates (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  client_id uuid not null,
  state text not null check (state in ('draft', 'sent', 'accepted', 'declined')),
  number text,
  title text not null check (length(title) between 1 and 255),
  issued_on date not null,
  valid_until date not null check (valid_until >= issued_on),
  notes text not null default '',
  currency text not null,
  subtotal_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null check (total_minor = subtotal_minor + tax_minor),
  -- Who it is from and to, as it was when it was sent.
  parties jsonb,
  created_by uuid not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  decided_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, client_id) references clients,
  foreign key (workspace_id, created_by) references members,
  check ((state = 'draft') = (number is null)),
  check ((state = 'draft') = (sent_at is null)),
  check ((state in ('accepted', 'declined')) = (decided_at is not null))
);
create index estimates_newest on estimates (workspace_id, id desc);
create index estimates_client on estimates (workspace_id, client_id);

create table estimate_lines (
  workspace_id uuid not null,
  estimate_id uuid not null,
  id uuid not null,
  position integer not null,
  description text not null check (length(description) between 1 and 4000),
  quantity numeric(12, 2) not null,
  unit_price numeric(14, 4) not null,
  net_minor bigint not null,
  vat_rate_id uuid,
  vat_percentage numeric(5, 2) not null,
  tax_minor bigint not null,
  primary key (workspace_id, id),
  unique (workspace_id, estimate_id, position),
  foreign key (workspace_id, estimate_id) references estimates on delete cascade,
  foreign key (workspace_id, vat_rate_id) references vat_rates
);

-- The row is locked while a number is given: two that are sent at once get two numbers, and a refusal leaves no gap.
create table estimate_counters (
  workspace_id uuid not null references workspaces,
  series text not null,
  last_number integer not null,
  primary key (workspace_id, series)
);

-- What an estimate became. The key is the promise: one project and one invoice at most. Where that is deleted, it may be made anew.
create table estimate_results (
  workspace_id uuid not null,
  estimate_id uuid not null,
  kind text not null check (kind in ('project', 'invoice')),
  project_id uuid check ((project_id is not null) = (kind = 'project')),
  invoice_id uuid check ((invoice_id is not null) = (kind = 'invoice')),
  made_at timestamptz not null,
  primary key (workspace_id, estimate_id, kind),
  unique (workspace_id, project_id),
  unique (workspace_id, invoice_id),
  foreign key (workspace_id, estimate_id) references estimates,
  foreign key (workspace_id, project_id) references projects on delete cascade,
  foreign key (workspace_id, invoice_id) references invoices on delete cascade
);
