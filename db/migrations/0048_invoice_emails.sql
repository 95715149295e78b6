-- Own invoices go out by e-mail, with their PDF.
alter table emails drop constraint emails_kind_check;
alter table emails
  add check (kind in ('test', 'work_rejected', 'work_submitted', 'invoice')),
  add column bcc_addresses text[] not null default '{}' check (cardinality(bcc_addresses) <= 20),
  add column invoice_id uuid,
  -- What goes along: kept, so that every attempt carries the same bytes.
  add column file_id uuid,
  add column file_name text check (length(file_name) between 1 and 120),
  add foreign key (workspace_id, invoice_id) references invoices,
  add foreign key (workspace_id, file_id) references files,
  add check ((kind = 'invoice') = (invoice_id is not null)),
  add check ((file_id is null) = (file_name is null));
create index emails_invoice on emails (workspace_id, invoice_id, id desc) where invoice_id is not null;
create index emails_file on emails (workspace_id, file_id) where file_id is not null;

-- What an e-mail with an invoice says, where the workspace says it otherwise than Hourbook.
create table invoice_email_templates (
  workspace_id uuid not null references workspaces,
  language text not null check (language in ('en', 'nl')),
  subject text not null check (length(subject) between 1 and 200),
  body text not null check (length(body) between 1 and 5000),
  primary key (workspace_id, language)
);
