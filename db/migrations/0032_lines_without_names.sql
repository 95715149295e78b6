-- A line is kept as its values, in the order of KeptLine in src/db/xero-document-lines.ts: the names would be half of the text,
-- written and read with each of ten thousand lines.
update xero_document_sections set lines = (
  select json_agg(json_build_array(line->'id', line->'description', line->'quantity', line->'unitPrice', line->'netMinor', line->'taxMinor',
    line->'itemCode', line->'accountCode', line->'taxType', line->'tracking') order by place)
  from json_array_elements(lines) with ordinality as given (line, place))
where json_array_length(lines) > 0;
