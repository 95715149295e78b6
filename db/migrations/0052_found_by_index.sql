-- Projects are read in the order of the list while somebody types, as clients are: the first twenty are enough.
create index projects_name on projects (workspace_id, (lower(name)) collate "C", id);

-- Hours are found by a word of their notes, or by the task that has it in its name.
create index time_entries_task on time_entries (workspace_id, task_id, worked_on);
do $$
begin
  create extension if not exists pg_trgm;
  -- What is written waits in a list until it is sorted in; a short one, so that nobody who saves an hour does that for thousands.
  create index time_entries_notes on time_entries using gin (notes gin_trgm_ops) with (gin_pending_list_limit = 256);
exception when others then
  raise notice 'hours are searched without an index: %', sqlerrm;
end $$;
