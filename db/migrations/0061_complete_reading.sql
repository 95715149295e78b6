-- When the look at every open document began that is under way: what was looked at since is done, so that a look that a limit
-- stopped goes on where it was. documents_checked_at is when the last whole one began.
alter table xero_connections add column documents_check_began_at timestamptz;

-- The account, tax and tracking that Xero answered for our lines when it took them, so that they can be compared where Xero chose them
-- or tells them by other names. Null for documents that were confirmed before this was kept.
alter table xero_documents add column xero_answered jsonb;
