-- How work is booked in an administration, where it is not by the default product: one rule for a kind of work (subject_id
-- is then all zeros), a task, a product, a client or a project. By tenant, so that connecting again finds the rules.
create table xero_mappings (
  workspace_id uuid not null references workspaces,
  tenant_id uuid not null,
  subject text not null check (subject in
    ('hours', 'expenses', 'mileages', 'fixed_prices', 'subscriptions', 'task', 'product', 'client', 'project')),
  subject_id uuid not null,
  item_code text,
  account_code text,
  -- At most one option of each tracking category: [{"categoryId": …, "optionId": …}].
  tracking jsonb not null default '[]',
  primary key (workspace_id, tenant_id, subject, subject_id),
  check (item_code is null or account_code is null)
);

-- What is sent with the line; null for a line without.
alter table xero_document_lines add column tracking jsonb;
