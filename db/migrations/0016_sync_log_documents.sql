-- Which documents a call was about: a call carries up to fifty.
alter table sync_log add column document_ids uuid[];
create index sync_log_by_document on sync_log using gin (document_ids) where document_ids is not null;
