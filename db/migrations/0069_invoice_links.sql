-- Public pages of final invoices: whoever has the link sees the invoice without signing in, until the link is withdrawn.
create table invoice_links (
  workspace_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  -- What a link is found by. The link itself is sealed, so that it can be copied again; once withdrawn it is gone.
  secret_hash text not null,
  sealed_token text,
  -- Null: an e-mail made it that names it.
  created_by uuid,
  created_at timestamptz not null,
  last_opened_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, secret_hash),
  foreign key (workspace_id, invoice_id) references invoices,
  foreign key (workspace_id, created_by) references members,
  foreign key (workspace_id, withdrawn_by) references members,
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((withdrawn_at is null) = (sealed_token is not null))
);
-- An invoice has one link that works, so that withdrawing it is enough.
create unique index invoice_links_that_work on invoice_links (workspace_id, invoice_id) where withdrawn_at is null;
