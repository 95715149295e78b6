-- What goes out by e-mail: written before it is sent, in the transaction that wants it, and kept as the log of what was sent.
create table emails (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  kind text not null check (kind in ('test', 'work_rejected', 'work_submitted')),
  sender_name text not null,
  to_addresses text[] not null check (cardinality(to_addresses) between 1 and 20),
  cc_addresses text[] not null default '{}' check (cardinality(cc_addresses) <= 20),
  reply_to text,
  language text not null check (language in ('en', 'nl')),
  subject text not null,
  body text not null,
  -- The same at every attempt: a receiving server may drop what it has already.
  message_id text not null,
  state text not null default 'planned' check (state in ('planned', 'sending', 'sent', 'refused', 'unknown')),
  attempts integer not null default 0,
  -- What the mail server said last, or what was wrong with the connection.
  answer text,
  planned_by uuid,
  planned_at timestamptz not null,
  -- Not before this moment.
  next_attempt_at timestamptz not null,
  last_attempt_at timestamptz,
  sent_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, planned_by) references members,
  check ((state = 'sent') = (sent_at is not null))
);

-- Each time that an e-mail was taken to the mail server, and what came of it; nothing yet while it is on its way.
create table email_attempts (
  workspace_id uuid not null,
  email_id uuid not null,
  attempt integer not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('sent', 'refused', 'busy', 'unknown')),
  answer text,
  primary key (workspace_id, email_id, attempt),
  foreign key (workspace_id, email_id) references emails,
  check ((ended_at is null) = (outcome is null))
);

-- Whether somebody gets e-mails about the approval of work.
alter table members add column wants_approval_emails boolean not null default true;
