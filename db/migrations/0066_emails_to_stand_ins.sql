-- Who is asked to stand in for a manager is told so.
alter table emails drop constraint emails_kind_check,
  add check (kind in ('test', 'work_rejected', 'work_submitted', 'stand_in', 'invoice'));
