-- What the lines of documents say, where a workspace says it otherwise than Hourbook: a text for each way to group hours, one for
-- expenses and one for mileages, by their names.
alter table workspaces add column line_texts jsonb not null default '{}' check (jsonb_typeof(line_texts) = 'object');
