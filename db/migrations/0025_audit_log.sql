-- Who changed what, and when: written in the transaction of the change, only ever added, and never cleared.
create table audit_log (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  happened_at timestamptz not null,
  -- The person; null when Hourbook itself did it, in a job.
  member_id uuid,
  -- The API token that the person's program came with.
  token_id uuid,
  action text not null check (length(action) between 1 and 40),
  subject text not null check (length(subject) between 1 and 40),
  subject_id uuid,
  -- What it was called then: it may be gone or be called otherwise now.
  subject_name text not null,
  -- Field by field: [{"field", "before", "after"}]. Never a secret.
  changes jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members,
  foreign key (workspace_id, token_id) references api_tokens,
  check (token_id is null or member_id is not null)
);
create index audit_log_moment on audit_log (workspace_id, happened_at);
create index audit_log_subject on audit_log (workspace_id, subject, subject_id, id);
create index audit_log_member on audit_log (workspace_id, member_id, id);
-- What was written stays as it was, whoever asks.
create trigger audit_log_append_only before update or delete on audit_log for each row execute function forbid_change();
-- Nor is it emptied in one go.
create trigger audit_log_not_emptied before truncate on audit_log for each statement execute function forbid_change();

-- A receipt that cannot go along stays beside its document, with the reason.
alter table xero_attachments drop constraint xero_attachments_state_check;
alter table xero_attachments add check (state in ('planned', 'sending', 'confirmed', 'rejected', 'unknown', 'left_out'));
-- Xero writes a file over another of the same name, whatever its case; what is left out never gets there.
drop index xero_attachments_name;
create unique index xero_attachments_name on xero_attachments (workspace_id, document_id, lower(name))
  where kind <> 'note' and state <> 'left_out';
