-- The lines of a document are written and read together, so they are kept together: a row for each run of lines of one
-- project, with the lines as JSON. An export of ten thousand hours writes two hundred rows instead of ten thousand.
create table xero_document_sections (
  workspace_id uuid not null,
  document_id uuid not null,
  -- Of its first line within the document, from 0.
  position integer not null,
  project_id uuid,
  -- The change that adds the lines to a document that is a draft in Xero.
  change_id uuid,
  -- What its lines come to.
  net_minor bigint not null,
  tax_minor bigint not null,
  lines json not null,
  primary key (workspace_id, document_id, position),
  foreign key (workspace_id, document_id) references xero_documents
);
-- Pressing them small would take longer than writing them.
alter table xero_document_sections alter column lines set storage external;

with runs as (
  select l.*, position - row_number() over (
    partition by workspace_id, document_id, project_id, change_id order by position) as run
  from xero_document_lines l
)
insert into xero_document_sections (workspace_id, document_id, position, project_id, change_id, net_minor, tax_minor, lines)
select workspace_id, document_id, min(position), project_id, change_id, sum(net_minor), sum(tax_minor),
  json_agg(json_build_object('id', id, 'description', description, 'quantity', quantity::text,
    'unitPrice', unit_price::text, 'netMinor', net_minor, 'taxMinor', tax_minor, 'itemCode', item_code,
    'accountCode', account_code, 'taxType', tax_type, 'tracking', tracking) order by position)
from runs group by workspace_id, document_id, project_id, change_id, run;

drop table xero_document_lines;
drop function forbid_lines_without_document;
