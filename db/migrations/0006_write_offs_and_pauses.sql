-- Work of a project that will not be billed, and why. What it covers stands in allocations, as for a document: the
-- primary key of billed_items then forbids billing and writing off the same item, and the triggers lock it.
create table write_offs (
  workspace_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  -- What it came to when it was made; what of it stands now, the allocations say.
  amount_minor bigint not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references projects,
  foreign key (workspace_id, created_by) references members
);
create index write_offs_project on write_offs (workspace_id, project_id, id desc);

-- Who took a write-off back. The allocations that reverse name it as their line.
create table write_off_reversals (
  workspace_id uuid not null,
  id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references members
);
create trigger write_offs_append_only before update or delete on write_offs for each row execute function forbid_change();
create trigger write_off_reversals_append_only before update or delete on write_off_reversals for each row execute function forbid_change();

alter table allocations drop constraint allocations_document_kind_check;
alter table allocations add constraint allocations_document_kind_check
  check (document_kind in ('invoice', 'xero_document', 'write_off'));

-- Days on which a subscription stands still. A period that lies wholly inside is never due.
create table subscription_pauses (
  workspace_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  starts_on date not null check (starts_on between '1990-01-01' and '2099-12-31'),
  ends_on date check (ends_on >= starts_on),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references projects on delete cascade
);
create index subscription_pauses_project on subscription_pauses (workspace_id, project_id, starts_on);

-- What periods that start on this day or later cost, until the next price. Those before the first price cost what the
-- subscription itself says.
create table subscription_prices (
  workspace_id uuid not null,
  project_id uuid not null,
  valid_from date not null check (valid_from between '1990-01-01' and '2099-12-31'),
  quantity numeric(12, 2) not null check (quantity > 0),
  unit_price numeric(14, 4) not null check (unit_price >= 0),
  primary key (workspace_id, project_id, valid_from),
  foreign key (workspace_id, project_id) references projects on delete cascade
);

-- Whether a period that is paused for some of its days costs that much less.
alter table subscriptions add column prorates_pauses boolean not null default false;
