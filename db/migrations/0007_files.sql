-- What people hand in as a file, once per workspace however often it is used: a file is what its bytes are. Kept in the
-- database, so that a backup is one thing and every process has it.
create table files (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  size_bytes integer not null check (size_bytes between 1 and 10000000),
  content bytea not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, sha256),
  check (octet_length(content) = size_bytes)
);
-- Pictures and PDF are compressed already.
alter table files alter column content set storage external;

create table expense_receipts (
  workspace_id uuid not null,
  id uuid not null,
  expense_id uuid not null,
  file_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  added_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  -- The same file handed in twice is one receipt.
  unique (workspace_id, expense_id, file_id),
  foreign key (workspace_id, expense_id) references expenses,
  foreign key (workspace_id, file_id) references files,
  foreign key (workspace_id, added_by) references members
);
create index expense_receipts_file on expense_receipts (workspace_id, file_id);

-- The receipts of an expense are part of it: what is billed keeps the ones it was billed with.
create function forbid_receipts_when_billed() returns trigger language plpgsql as $$
declare touched expense_receipts%rowtype;
begin
  touched := case tg_op when 'INSERT' then new else old end;
  -- Whoever bills the expense locks its row too, so this cannot race.
  perform 1 from expenses where workspace_id = touched.workspace_id and id = touched.expense_id for update;
  if exists (select 1 from billed_items
             where workspace_id = touched.workspace_id and item_kind = 'expense' and item_id = touched.expense_id) then
    raise exception 'the receipts of a billed expense cannot be changed'
      using errcode = 'integrity_constraint_violation', constraint = 'billed_item_is_locked';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger expense_receipts_locked before insert or update or delete on expense_receipts
  for each row execute function forbid_receipts_when_billed();
