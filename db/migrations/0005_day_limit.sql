-- The calls of the last day are counted before every call. What never left this machine has no status and is not unknown.
create index sync_log_by_day on sync_log (workspace_id, tenant_id, started_at)
  where status is not null or outcome = 'unknown';
