-- Reminders of overdue own invoices: in steps, by hand or by night, each step once.
alter table clients add column gets_reminders boolean not null default true;

create table reminder_settings (
  workspace_id uuid primary key references workspaces,
  is_automatic boolean not null default false,
  -- The local day whose reminders were begun last.
  last_started_on date
);

-- The steps of a workspace, where they are of its own.
create table reminder_steps (
  workspace_id uuid not null references workspaces,
  step integer not null check (step between 1 and 5),
  days_after_due integer not null check (days_after_due between 1 and 365),
  primary key (workspace_id, step)
);

-- What a step says, where the workspace says it otherwise than Hourbook.
create table reminder_templates (
  workspace_id uuid not null,
  step integer not null,
  language text not null check (language in ('en', 'nl')),
  subject text not null check (length(subject) between 1 and 200),
  body text not null check (length(body) between 1 and 5000),
  primary key (workspace_id, step, language),
  foreign key (workspace_id, step) references reminder_steps on delete cascade
);

-- A reminder is an e-mail with an invoice, and keeps its step, also when another has taken its place.
alter table emails
  add column reminder_step integer check (reminder_step between 1 and 5),
  add check (reminder_step is null or kind = 'invoice');

-- The key is the promise: no step goes out twice for an invoice. One that was refused may get another e-mail.
create table invoice_reminders (
  workspace_id uuid not null,
  invoice_id uuid not null,
  step integer not null,
  email_id uuid not null,
  -- What was due when it was written; it does not go out when that is no longer so.
  due_minor bigint not null check (due_minor > 0),
  planned_on date not null,
  primary key (workspace_id, invoice_id, step),
  unique (workspace_id, email_id),
  foreign key (workspace_id, invoice_id) references invoices,
  foreign key (workspace_id, email_id) references emails
);
