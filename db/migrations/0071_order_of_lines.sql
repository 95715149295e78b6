-- Lines of a draft change places in one statement: no two have one place once it is done.
alter table invoice_lines
  drop constraint invoice_lines_workspace_id_invoice_id_position_key,
  add unique (workspace_id, invoice_id, position) deferrable initially immediate;
