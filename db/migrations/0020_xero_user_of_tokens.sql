-- Whose consent it is at Xero. A consent is revoked only when nothing of that user is connected any more: revoking ends all
-- that the user ever connected to this app. Null for tokens from before this column: they are never revoked.
alter table xero_token_sets add column xero_user_id text;
