/**
 * Every reason to say no: a closed list. A code is public API and is never renamed. `status` is its place on the wire,
 * `title` says what is the matter in one sentence, `fix` what the reader can do about it.
 */
type RefusalWords = {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 502 | 503
  title: string
  fix?: string
}

export const refusals = {
  // The edge
  input_is_not_valid: {
    status: 422,
    title: 'Some of the input cannot be accepted.',
    fix: 'Correct the fields named in errors.',
  },
  body_is_not_json: {
    status: 400,
    title: 'The body is not valid JSON.',
    fix: 'Send a JSON object with Content-Type: application/json.',
  },
  body_is_too_large: {
    status: 413,
    title: 'The body is larger than this server accepts.',
    fix: 'Send fewer items at once.',
  },
  media_type_is_not_supported: {
    status: 415,
    title: 'This content type is not understood.',
    fix: 'Send application/json.',
  },
  route_not_found: {
    status: 404,
    title: 'There is nothing at this address.',
    fix: 'See /api/docs for the addresses that exist.',
  },
  report_view_not_found: { status: 404, title: 'There is no such view.' },
  report_view_name_is_taken: {
    status: 409,
    title: 'You have a view of this report with this name.',
    fix: 'Choose another name, or change that view.',
  },
  report_view_is_of_somebody_else: {
    status: 403,
    title: 'Only who made a view can change it.',
    fix: 'Save it as a view of your own.',
  },
  too_many_report_views: {
    status: 409,
    title: 'You have 200 views, which is the most.',
    fix: 'Delete those that you do not use.',
  },
  mail_is_off: {
    status: 409,
    title: 'This installation cannot send e-mail.',
    fix: 'Set SMTP_URL and MAIL_FROM, and start Hourbook again.',
  },
  placeholder_is_unknown: {
    status: 422,
    title: 'The text names something that Hourbook does not know.',
    fix: 'Use one of the placeholders that are offered.',
  },
  invoice_email_is_under_way: {
    status: 409,
    title: 'An e-mail with this invoice is on its way already.',
    fix: 'Wait until it is sent or refused.',
  },
  invoice_was_emailed: {
    status: 409,
    title: 'The client has this invoice by e-mail already, or may have it.',
    fix: 'Send it again if that is meant.',
  },
  recurring_invoice_not_found: { status: 404, title: 'There is no such recurring invoice.' },
  recurring_has_made_some: {
    status: 409,
    title: 'It has made invoices already.',
    fix: 'End or pause it, and make a new one.',
  },
  recurring_ends_twice: {
    status: 422,
    title: 'It ends after a day or after a number of times, not both.',
    fix: 'Leave one of them empty.',
  },
  first_day_is_past: {
    status: 422,
    title: 'The first day has passed.',
    fix: 'Choose today or a later day.',
  },
  recurring_missed_too_many: {
    status: 409,
    title: 'More than twelve were missed, so none was made.',
    fix: 'Pause and resume it: it goes on from today. Make what is missing by hand.',
  },
  client_has_no_email: {
    status: 409,
    title: 'The invoice was made, but the client has no e-mail address.',
    fix: 'Give the client an address, and send the invoice by hand.',
  },
  invoice_is_not_overdue: {
    status: 409,
    title: 'This invoice is not overdue.',
    fix: 'Remind the client after the due date.',
  },
  client_gets_no_reminders: {
    status: 409,
    title: 'Reminders are switched off for this client.',
    fix: 'Switch them on in the client.',
  },
  no_reminder_is_left: {
    status: 409,
    title: 'The client got every reminder that there is.',
    fix: 'Call the client, or add a step in Settings, Reminders.',
  },
  reminder_is_another_step: {
    status: 409,
    title: 'This step went out already.',
    fix: 'Read the reminder that comes next.',
  },
  email_not_found: { status: 404, title: 'There is no such e-mail.' },
  email_cannot_be_sent_again: {
    status: 409,
    title: 'Only an e-mail that was refused, or that may not have arrived, is sent again.',
    fix: 'Wait until it is settled.',
  },
  email_may_have_arrived: {
    status: 409,
    title: 'The connection was lost while this e-mail was on its way: it may have arrived.',
    fix: 'Ask who it is for, or send it again with mayArriveTwice.',
  },
  printer_is_busy: {
    status: 503,
    title: 'Many documents are being printed at this moment.',
    fix: 'Try again in a moment.',
  },
  printer_is_missing: {
    status: 503,
    title: 'This installation cannot make PDF files.',
    fix: 'Install the PDF compiler for its platform, or download a spreadsheet.',
  },
  printing_takes_too_long: {
    status: 503,
    title: 'This document takes too long to print.',
    fix: 'Narrow the filters, or download a spreadsheet.',
  },
  report_is_too_long_to_print: {
    status: 422,
    title: 'A PDF has room for 5,000 rows.',
    fix: 'Narrow the filters, or download a spreadsheet.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests in a short time.',
    fix: 'Wait a moment and try again.',
  },
  not_signed_in: {
    status: 401,
    title: 'You are not signed in.',
    fix: 'Sign in, or send a personal API token.',
  },
  password_is_wrong: {
    status: 401,
    title: 'This e-mail address and this password do not belong together.',
    fix: 'Check both and try again.',
  },
  not_allowed: {
    status: 403,
    title: 'Your role does not allow this.',
    fix: 'Ask an administrator of the workspace.',
  },
  origin_does_not_match: {
    status: 403,
    title: 'This request came from another website.',
    fix: 'Use Hourbook at its own address.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key was used for a different request.',
    fix: 'Use a new key for a new request.',
  },
  request_was_done: {
    status: 409,
    title: 'This request was carried out before, but its answer was lost.',
    fix: 'Look up what it made; do not send it again under a new key.',
  },
  request_in_progress: {
    status: 409,
    title: 'The same request is still being worked on.',
    fix: 'Wait a moment and try again.',
  },
  // Workspace
  currency_is_unknown: {
    status: 422,
    title: 'This currency is not known.',
    fix: 'Use an ISO 4217 code such as EUR.',
  },
  time_zone_is_unknown: {
    status: 422,
    title: 'This time zone is not known.',
    fix: 'Use an IANA name such as Europe/Amsterdam.',
  },
  member_not_found: { status: 404, title: 'There is no such person in this workspace.' },
  member_email_is_taken: {
    status: 409,
    title: 'Somebody in this workspace already has this e-mail address.',
    fix: 'Use another address.',
  },
  last_owner_stays: {
    status: 409,
    title: 'A workspace keeps at least one owner.',
    fix: 'Make somebody else owner first.',
  },
  api_token_not_found: { status: 404, title: 'There is no such API token.' },
  // Clients
  client_not_found: { status: 404, title: 'There is no such client.' },
  client_number_is_taken: {
    status: 409,
    title: 'Another client has this client number.',
    fix: 'Choose another number; case and spaces do not count.',
  },
  client_is_in_use: {
    status: 409,
    title: 'This client is used, so it cannot be deleted.',
    fix: 'Archive the client instead.',
  },
  // Projects, catalogue
  project_not_found: { status: 404, title: 'There is no such project.' },
  project_code_is_taken: {
    status: 409,
    title: 'Another project has this code.',
    fix: 'Choose another code; case does not count.',
  },
  project_is_archived: {
    status: 409,
    title: 'This project is archived.',
    fix: 'Take it out of the archive first, or choose another project.',
  },
  project_is_in_use: {
    status: 409,
    title: 'This project is used, so it cannot be deleted.',
    fix: 'Archive the project instead.',
  },
  client_is_archived: {
    status: 409,
    title: 'This client is archived.',
    fix: 'Take the client out of the archive first, or choose another client.',
  },
  invoice_method_needs_price: {
    status: 422,
    title: 'This invoice method needs its price.',
    fix: 'Give the hourly rate, the fixed price or the subscription that belongs to the method.',
  },
  tag_not_found: { status: 404, title: 'There is no such tag.' },
  vehicle_not_found: { status: 404, title: 'There is no such vehicle.' },
  vehicle_name_is_taken: {
    status: 409,
    title: 'A vehicle with this name exists already.',
    fix: 'Choose another name.',
  },
  vehicle_is_in_use: {
    status: 409,
    title: 'This vehicle is used, so it cannot be deleted.',
    fix: 'Archive it instead of deleting it.',
  },
  team_not_found: { status: 404, title: 'There is no such team.' },
  team_name_is_taken: {
    status: 409,
    title: 'A team with this name exists already.',
    fix: 'Choose another name.',
  },
  team_has_members: {
    status: 409,
    title: 'There are people in this team.',
    fix: 'Take them out first, or archive the team.',
  },
  contract_not_found: { status: 404, title: 'There is no such contract of this person.' },
  contracts_overlap: {
    status: 409,
    title: 'Another contract of this person has a day of this one.',
    fix: 'Give the earlier contract an end before this one starts.',
  },
  tag_name_is_taken: {
    status: 409,
    title: 'A tag with this name exists already.',
    fix: 'Choose another name.',
  },
  tag_is_in_use: {
    status: 409,
    title: 'This tag is used, so it cannot be deleted.',
    fix: 'Archive it instead of deleting it.',
  },
  project_is_a_sub_project: {
    status: 409,
    title: 'This project belongs to a main project itself.',
    fix: 'Choose a main project; sub-projects have none below them.',
  },
  project_has_sub_projects: {
    status: 409,
    title: 'This project has sub-projects.',
    fix: 'Move them to another main project first.',
  },
  sub_project_has_another_client: {
    status: 422,
    title: 'A sub-project belongs to the client of its main project.',
    fix: 'Bill it to another client, if somebody else pays for it.',
  },
  planned_instalment_not_found: {
    status: 404,
    title: 'This project has no such part of its fixed price.',
  },
  planned_instalment_is_billed: {
    status: 409,
    title: 'A part of the fixed price that is invoiced or written off stays as it is.',
    fix: 'Change the other parts, or void the invoice first.',
  },
  task_is_planned_twice: {
    status: 422,
    title: 'This task has a price already.',
    fix: 'Give each task one price.',
  },
  fixed_price_is_planned: {
    status: 409,
    title: 'This fixed price is billed in the parts it is planned in.',
    fix: 'Choose one of its parts.',
  },
  member_is_not_on_project: {
    status: 422,
    title: 'This person is not on the project.',
    fix: 'Choose another project, or add the person to this one.',
  },
  task_is_not_on_project: {
    status: 422,
    title: 'This task is not used on the project.',
    fix: 'Choose one of the tasks of the project.',
  },
  day_is_outside_project: {
    status: 422,
    title: 'The project does not run on this day.',
    fix: 'Choose a day between its start and its end.',
  },
  fixed_price_is_below_invoiced: {
    status: 409,
    title: 'More than this price has been invoiced or written off already.',
    fix: 'Give a price of at least what was invoiced and written off.',
  },
  task_not_found: { status: 404, title: 'There is no such task.' },
  task_name_is_taken: {
    status: 409,
    title: 'Another task has this name.',
    fix: 'Choose another name; case does not count.',
  },
  task_is_archived: {
    status: 409,
    title: 'This task is archived.',
    fix: 'Take it out of the archive first, or choose another task.',
  },
  task_is_in_use: {
    status: 409,
    title: 'This task is used, so it cannot be deleted.',
    fix: 'Archive the task instead.',
  },
  product_not_found: { status: 404, title: 'There is no such product.' },
  product_name_is_taken: {
    status: 409,
    title: 'Another product has this name.',
    fix: 'Choose another name; case does not count.',
  },
  product_is_archived: {
    status: 409,
    title: 'This product is archived.',
    fix: 'Take it out of the archive first, or choose another product.',
  },
  product_is_in_use: {
    status: 409,
    title: 'This product is used, so it cannot be deleted.',
    fix: 'Archive the product instead.',
  },
  vat_rate_not_found: { status: 404, title: 'There is no such VAT rate.' },
  vat_rate_is_in_use: {
    status: 409,
    title: 'This VAT rate is used, so it cannot be deleted.',
    fix: 'Archive it instead of deleting it.',
  },
  vat_rate_is_default: {
    status: 409,
    title: 'A workspace keeps a default VAT rate.',
    fix: 'Make another VAT rate the default first.',
  },
  only_owners_make_owners: {
    status: 403,
    title: 'Only an owner can make somebody an owner, or change one.',
    fix: 'Ask an owner of the workspace.',
  },
  member_is_archived: {
    status: 409,
    title: 'This person is archived.',
    fix: 'Take the person out of the archive first, or choose somebody else.',
  },
  // Hours, expenses, mileages
  timer_not_found: { status: 404, title: 'This timer is not running.' },
  timer_ran_past_midnight: {
    status: 409,
    title: 'This timer ran past midnight.',
    fix: 'Say midnight: split for an entry on each day, keep for all of it on the first.',
  },
  timer_starts_in_the_future: {
    status: 422,
    title: 'A timer cannot have started later than now.',
    fix: 'Give a start that has been.',
  },
  timer_starts_too_long_ago: {
    status: 422,
    title: 'A timer cannot have started more than 31 days ago.',
    fix: 'Write those hours as a duration, on their days.',
  },
  id_is_taken: {
    status: 409,
    title: 'This id names something else already.',
    fix: 'Make a new UUIDv7, or leave the id out.',
  },
  timer_ends_in_the_future: {
    status: 422,
    title: 'A timer cannot have ended later than now.',
    fix: 'Give an end that has been, or leave it out.',
  },
  timers_overlap: {
    status: 409,
    title: 'Another timer runs since after this start.',
    fix: 'Stop or discard it first, or start later.',
  },
  time_entry_was_changed: {
    status: 409,
    title: 'Somebody changed or deleted these hours in the meantime.',
    fix: 'Read them again, and send what is still right with their new updatedAt.',
  },
  earlier_state_not_found: {
    status: 404,
    title: 'What this was before is not kept.',
    fix: 'Changes can be undone for a day.',
  },
  expense_was_changed: {
    status: 409,
    title: 'Somebody changed or deleted this expense in the meantime.',
    fix: 'Read it again, and send what is still right with its new updatedAt.',
  },
  mileage_was_changed: {
    status: 409,
    title: 'Somebody changed or deleted this trip in the meantime.',
    fix: 'Read it again, and send what is still right with its new updatedAt.',
  },
  time_entry_not_found: { status: 404, title: 'There is no such time entry.' },
  expense_not_found: { status: 404, title: 'There is no such expense.' },
  mileage_not_found: { status: 404, title: 'There is no such mileage.' },
  end_is_before_start: {
    status: 422,
    title: 'The end is before the start.',
    fix: 'Give an end that is not before the start.',
  },
  time_does_not_exist: {
    status: 422,
    title: 'The clock skips this time on this day.',
    fix: 'Give a time before or after the hour that summer time skips.',
  },
  duration_is_not_understood: {
    status: 422,
    title: 'This is no time that can be worked.',
    fix: 'Write 1:30, 1.5, 90m, 9-12:15 or 9:00-17:00 -30m.',
  },
  duration_is_over_24_hours: {
    status: 422,
    title: 'A day has 24 hours.',
    fix: 'Give less, or enter each day by itself.',
  },
  pause_is_negative: {
    status: 422,
    title: 'A pause cannot be less than nothing.',
    fix: 'Write the pause with one minus, such as 9-17 -30m.',
  },
  pause_is_longer_than_work: {
    status: 422,
    title: 'The pause is longer than the time between start and end.',
    fix: 'Give a shorter pause.',
  },
  duration_is_missing: {
    status: 422,
    title: 'It is not said how long the work took.',
    fix: 'Give seconds, or both startedAt and endedAt.',
  },
  duration_does_not_match: {
    status: 422,
    title: 'The duration is not that of the start, the end and the pause.',
    fix: 'Give seconds, or startedAt and endedAt, not both.',
  },
  day_is_over_24_hours: {
    status: 422,
    title: 'This person would have worked more than 24 hours on one day.',
    fix: 'Correct the duration or the day.',
  },
  unit_price_is_missing: {
    status: 422,
    title: 'An expense needs a unit price.',
    fix: 'Give the unit price, or a product that has one.',
  },
  gross_price_is_not_exact: {
    status: 422,
    title: 'No price without VAT of four decimals makes this amount.',
    fix: 'Enter the total as one piece, or the price without VAT.',
  },
  amount_is_in_other_currency: {
    status: 422,
    title: 'Expenses are kept in the currency of the workspace.',
    fix: 'Give what it came to in that currency.',
  },
  amount_is_too_large: {
    status: 422,
    title: 'The quantity times the price is more than can be booked.',
    fix: 'Give a smaller quantity or price.',
  },
  receipt_not_found: { status: 404, title: 'There is no such receipt.' },
  receipt_is_missing: {
    status: 422,
    title: 'No file came with the request.',
    fix: 'Send one file in the field "file" of a multipart/form-data body.',
  },
  receipt_is_empty: {
    status: 422,
    title: 'This file is empty.',
    fix: 'Choose the file again; it may not have been stored completely.',
  },
  receipt_type_is_not_taken: {
    status: 422,
    title: 'This file is neither a picture nor a PDF.',
    fix: 'Add a JPEG, PNG, WebP or HEIC picture, or a PDF.',
  },
  receipt_is_too_big: {
    status: 413,
    title: 'This file is larger than 10 MB.',
    fix: 'Make it smaller: photograph it with less detail, or scan it in black and white.',
  },
  logo_is_missing: {
    status: 422,
    title: 'There is no picture in this request.',
    fix: 'Choose a PNG or JPEG picture.',
  },
  logo_is_too_big: {
    status: 413,
    title: 'This picture is larger than 500 kB.',
    fix: 'Make it smaller: a logo of 800 pixels is sharp on paper.',
  },
  logo_type_is_not_taken: {
    status: 422,
    title: 'This file is no PNG or JPEG picture that can be printed.',
    fix: 'Save the logo as PNG or JPEG and choose it again.',
  },
  logo_not_found: {
    status: 404,
    title: 'There is no logo.',
    fix: 'Add one under Settings, Letterhead.',
  },
  too_many_receipts: {
    status: 409,
    title: 'An expense has at most ten receipts.',
    fix: 'Remove one first, or join several pages to one PDF.',
  },
  item_is_invoiced: {
    status: 409,
    title: 'This is on an invoice and cannot be changed.',
    fix: 'Delete the draft invoice or discard the document first; it frees what is on it.',
  },
  item_is_written_off: {
    status: 409,
    title: 'This is written off, so it cannot be changed or billed.',
    fix: 'Reverse the write-off first.',
  },
  item_is_submitted: {
    status: 409,
    title: 'This is submitted and waits for approval, so it cannot be changed.',
    fix: 'Take it back first, or ask for it to be rejected.',
  },
  item_is_approved: {
    status: 409,
    title: 'This is approved, so it cannot be changed.',
    fix: 'Ask who approves to reject it; that opens it again.',
  },
  item_is_not_submitted: {
    status: 409,
    title: 'This is not submitted.',
    fix: 'Only what waits for approval can be approved, rejected or taken back.',
  },
  item_is_not_approved: {
    status: 409,
    title: 'This is not approved yet.',
    fix: 'Approve it under Approvals; or let work be billed without it under Settings, Approval.',
  },
  approval_is_off: {
    status: 409,
    title: 'Nobody approves work in this workspace.',
    fix: 'Say who approves under Settings, Approval.',
  },
  item_is_not_yours_to_approve: {
    status: 403,
    title: 'Somebody else decides about this.',
    fix: 'Work is approved by the manager of its project or team, whoever stands in, or an administrator; nobody approves their own.',
  },
  stand_in_not_found: { status: 404, title: 'There is no such stand-in.' },
  stand_in_is_the_manager: {
    status: 422,
    title: 'Nobody stands in for themselves.',
    fix: 'Choose somebody else.',
  },
  period_is_closed: {
    status: 409,
    title: 'This day is in a closed period, where nothing changes any more.',
    fix: 'Choose a later day, or ask for the period to be opened under Settings, Approval.',
  },
  item_is_not_written_off: {
    status: 409,
    title: 'Nothing of this is written off.',
  },
  nothing_to_write_off: {
    status: 422,
    title: 'Nothing of the selection can be written off.',
    fix: 'Select billable items that are neither invoiced nor written off.',
  },
  write_off_not_found: { status: 404, title: 'There is no such write-off.' },
  selection_is_too_large: {
    status: 422,
    title: 'More than 50,000 rows match.',
    fix: 'Narrow the filters, such as the period.',
  },
  // Billing
  nothing_to_bill: {
    status: 422,
    title: 'Nothing of the selection can be billed.',
    fix: 'Select billable items that are not on an invoice yet.',
  },
  item_not_found: { status: 404, title: 'There is no such item in this workspace.' },
  item_is_not_billable: {
    status: 422,
    title: 'This is marked as not billable.',
    fix: 'Mark it as billable first.',
  },
  hours_are_not_billed_by_the_hour: {
    status: 422,
    title: 'The project of these hours is not billed by the hour.',
    fix: 'Bill the fixed price or the subscription from Finance, Uninvoiced.',
  },
  preview_is_outdated: {
    status: 409,
    title: 'What would be sent is no longer what the preview showed.',
    fix: 'Look at the new preview and confirm it.',
  },
  due_is_before_issued: {
    status: 422,
    title: 'The due date is before the date of the document.',
    fix: 'Choose a due date on or after the date.',
  },
  document_is_too_large: {
    status: 422,
    title: 'One document would have more lines than Xero takes in a call.',
    fix: 'Group the lines by task or project, or bill a shorter period.',
  },
  items_of_several_clients: {
    status: 422,
    title: 'The items belong to more than one client, or not to the client of the invoice.',
    fix: 'Make an invoice for each client.',
  },
  project_has_no_fixed_price: {
    status: 422,
    title: 'This project has no fixed price.',
    fix: 'Choose fixed price as its invoice method first.',
  },
  fixed_price_is_fully_billed: {
    status: 409,
    title: 'Nothing is left of the fixed price of this project.',
    fix: 'Raise the price, discard a document that bills it, or reverse a write-off.',
  },
  fixed_price_would_be_exceeded: {
    status: 409,
    title: 'This part is more than what is left of the fixed price.',
    fix: 'Bill what is left, or raise the price.',
  },
  project_has_no_subscription: {
    status: 422,
    title: 'This project has no subscription.',
    fix: 'Choose subscription as its invoice method first.',
  },
  period_is_paused: {
    status: 409,
    title: 'The subscription is paused throughout this period.',
    fix: 'Shorten the pause on the page of the project first.',
  },
  subscription_pause_not_found: { status: 404, title: 'There is no such pause.' },
  subscription_pauses_overlap: {
    status: 409,
    title: 'The subscription is paused on some of these days already.',
    fix: 'Change that pause, or choose other days.',
  },
  subscription_price_not_found: {
    status: 404,
    title: 'No price of this subscription is valid from that day.',
  },
  budget_not_found: { status: 404, title: 'This project has no budget.' },
  rate_subject_not_found: {
    status: 404,
    title: 'There is no such client, project, task or person.',
  },
  rate_not_found: { status: 404, title: 'No rate of it begins on that day.' },
  rate_is_needed: {
    status: 422,
    title: 'The workspace and a project always ask a rate.',
    fix: 'Give a rate; it may be zero.',
  },
  rate_preview_is_outdated: {
    status: 409,
    title: 'Other work would change than the preview showed.',
    fix: 'Look at the preview again.',
  },
  price_is_from_the_start: {
    status: 422,
    title: 'A new price begins after the first period of the subscription.',
    fix: 'Change the price of the subscription itself, or choose a later day.',
  },
  subscription_has_billed_periods: {
    status: 409,
    title: 'Periods are billed that would overlap the periods of this subscription.',
    fix: 'Keep its start and interval, or let it start after the last period that is billed.',
  },
  project_has_billed_work: {
    status: 409,
    title:
      'Work of this project is on a document of its client, so it cannot move to another client.',
    fix: 'Make a new project for the other client, and register new work there.',
  },
  period_not_found: {
    status: 404,
    title: 'No period of this subscription starts on that day.',
    fix: 'Use the start of a period as the uninvoiced list gives it.',
  },
  tax_rate_is_not_mapped: {
    status: 422,
    title: 'Xero has no active sales tax rate for this VAT rate.',
    fix: 'Choose the Xero tax rate under Administration, VAT rates.',
  },
  tax_rate_differs: {
    status: 422,
    title: 'The Xero tax rate chosen for this VAT rate has another percentage.',
    fix: 'Choose a Xero tax rate with the same percentage under Administration, VAT rates.',
  },
  item_code_is_unknown: {
    status: 422,
    title: 'Xero has no product that is sold with the code of this task or product.',
    fix: 'Correct the Xero product of the task or product, or clear it to use the default product.',
  },
  account_code_is_unknown: {
    status: 422,
    title:
      "Xero has no active account with the code that a mapping, or the client's contact in Xero, names.",
    fix: 'Choose another account for the client or its work under Settings, Xero, Mappings.',
  },
  tracking_option_is_unknown: {
    status: 422,
    title: 'Xero has no active tracking option that a mapping names.',
    fix: 'Choose another option under Settings, Xero, Mappings.',
  },
  mapping_is_item_or_account: {
    status: 422,
    title: 'Work is booked by a product or on an account, not both.',
    fix: 'Give one of them and leave the other empty.',
  },
  tracking_category_is_named_twice: {
    status: 422,
    title: 'A line has one option of each tracking category.',
    fix: 'Name each category once.',
  },
  // Documents in Xero
  xero_export_not_found: { status: 404, title: 'There is no such export.' },
  xero_document_not_found: { status: 404, title: 'There is no such document.' },
  document_is_not_rejected: {
    status: 409,
    title: 'Only a document that Xero refused can be sent once more.',
  },
  xero_attachment_not_found: { status: 404, title: 'There is no such file of this document.' },
  attachment_is_not_rejected: {
    status: 409,
    title: 'Only a file that Xero refused can be sent once more.',
  },
  receipt_is_not_for_xero: {
    status: 422,
    title: 'Xero takes neither WebP nor HEIC pictures.',
    fix: 'Add the receipt as JPEG, PNG or PDF instead.',
  },
  too_many_files: {
    status: 422,
    title: 'Xero keeps at most ten files with a document.',
    fix: 'Export per project, or join several receipts to one PDF.',
  },
  client_is_of_another_administration: {
    status: 409,
    title: 'The client belongs to another Xero administration.',
    fix: 'Send it from that administration, or give the client to this one.',
  },
  document_is_of_another_administration: {
    status: 409,
    title: 'This document was planned for another Xero administration.',
    fix: 'Connect that one again, or discard the document and send its items again.',
  },
  document_may_be_in_xero: {
    status: 409,
    title: 'This document is in Xero, or may be on its way there.',
    fix: 'Wait until its outcome is known; what Xero refused can be discarded.',
  },
  document_is_not_in_xero: {
    status: 409,
    title: 'This document is not in Xero.',
    fix: 'Only what Xero has can be changed there; discard it, or send it once more.',
  },
  document_is_closed: {
    status: 409,
    title: 'This document is voided, deleted or credited in Xero already.',
    fix: 'What it billed can be invoiced again.',
  },
  document_is_being_changed: {
    status: 409,
    title: 'A change of this document is on its way to Xero.',
    fix: 'Wait until its outcome is known.',
  },
  document_is_paid: {
    status: 409,
    title: 'There are payments or credit notes on this document in Xero.',
    fix: 'Credit it in Xero, which leaves the payment as credit of the customer; or remove the payment there first.',
  },
  document_is_approved: {
    status: 409,
    title: 'This invoice is approved in Xero; its lines stay as they are.',
    fix: 'Void and re-issue it while nothing is paid on it, or credit it and bill anew.',
  },
  document_is_not_approved: {
    status: 409,
    title: 'This invoice is not approved in Xero yet, so there is nothing to credit.',
    fix: 'Add to it while it is a draft, or void and re-issue it.',
  },
  document_is_credited: {
    status: 409,
    title: 'Hourbook wrote a credit note over this invoice already.',
    fix: 'Free what it bills to send it anew; the credit note can be undone in Xero.',
  },
  document_is_not_a_journal: {
    status: 409,
    title: 'Only a sales transaction is taken back by a reversing journal.',
    fix: 'Credit the invoice, or void it.',
  },
  document_is_a_reversal: {
    status: 409,
    title: 'This journal takes another one back itself.',
    fix: 'Void it in Xero, and the one that it takes back counts again.',
  },
  document_is_reversed: {
    status: 409,
    title: 'A reversing journal takes this sales transaction back.',
    fix: 'Void the reversing journal first.',
  },
  journal_is_not_posted: {
    status: 409,
    title:
      'The journal is a draft in Xero: it is not in the ledger, so nothing needs to be reversed.',
    fix: 'Void it: Xero deletes a draft.',
  },
  journal_was_edited: {
    status: 409,
    title: 'Somebody edited this journal in Xero, so its opposite would leave a rest.',
    fix: 'Put it back as it was sent (see Differences), or reverse it in Xero.',
  },
  document_was_sent: {
    status: 409,
    title: 'Xero says that the customer got this invoice already.',
    fix: 'Ask for it to be e-mailed again, if that is meant.',
  },
  document_has_credits: {
    status: 409,
    title: 'There is a credit or prepayment on this invoice in Xero already.',
    fix: 'Credit the rest in Xero, then free what it bills here.',
  },
  nothing_to_credit: {
    status: 409,
    title: 'This invoice comes to nothing in Xero, so there is nothing to credit.',
  },
  document_is_not_credited: {
    status: 409,
    title: 'Xero has no credit over all of this invoice.',
    fix: 'Make a credit note in Xero and allocate it to the invoice, then try again.',
  },
  document_is_a_journal: {
    status: 409,
    title: 'A manual journal can only be voided.',
    fix: 'Void it, then create the sales transaction anew.',
  },
  document_is_an_own_invoice: {
    status: 409,
    title: 'This sales invoice follows an invoice of Hourbook; it can only be voided.',
    fix: 'Credit or e-mail the invoice itself, under Invoices.',
  },
  document_does_not_differ: {
    status: 409,
    title: 'This document is the same in Hourbook and in Xero, as far as it was read.',
    fix: 'Refresh it to read it again.',
  },
  document_amounts_would_change: {
    status: 409,
    title: 'With the present settings the tax of this document would be another amount.',
    fix: 'Discard the document and export its items again.',
  },
  xero_does_not_answer: {
    status: 503,
    title: 'Xero does not answer now.',
    fix: 'Try again in a moment.',
  },
  // Own invoices
  invoice_not_found: { status: 404, title: 'There is no such invoice.' },
  invoice_is_finalised: {
    status: 409,
    title: 'This invoice is finalised and cannot be changed.',
  },
  invoice_is_not_finalised: {
    status: 409,
    title: 'This invoice is still a draft.',
    fix: 'Finalise it first.',
  },
  invoice_is_sent: { status: 409, title: 'This invoice is already sent.' },
  invoice_is_not_sent: {
    status: 409,
    title: 'The invoice has to be sent first.',
    fix: 'Send the invoice, or mark it as sent.',
  },
  e_invoice_is_not_complete: {
    status: 409,
    title: 'Something is missing for an e-invoice.',
    fix: 'Fill in what is named; the page of the invoice leads there.',
  },
  invoice_has_no_lines: {
    status: 409,
    title: 'This invoice has no lines.',
    fix: 'Add items or a line first.',
  },
  invoice_is_below_zero: {
    status: 409,
    title: 'This invoice comes to less than zero.',
    fix: 'Take the discount down, or credit the invoice that it is about.',
  },
  percentage_of_nothing: {
    status: 409,
    title: 'There is no line above the percentage.',
    fix: 'Put it below the lines that it is of.',
  },
  work_is_priced_without_vat: {
    status: 409,
    title:
      'Registered work is priced without VAT, so it cannot be on an invoice whose prices include VAT.',
    fix: 'Leave the prices without VAT, or type the lines on an invoice of their own.',
  },
  invoice_is_a_credit: {
    status: 409,
    title: 'A credit invoice cannot be credited.',
    fix: 'Make a new invoice for what has to be paid after all.',
  },
  nothing_left_to_credit: {
    status: 409,
    title: 'All of this invoice is credited already.',
    fix: 'Delete a draft credit invoice to credit it differently.',
  },
  invoice_line_not_found: { status: 404, title: 'There is no such line on this invoice.' },
  more_than_is_left_to_credit: {
    status: 409,
    title: 'This is not a part of what is left of the line to credit.',
    fix: 'Give a number between zero and what is left; less than zero for a line below zero.',
  },
  credit_lines_are_fixed: {
    status: 409,
    title: 'The lines of a credit invoice follow the invoice that it credits.',
    fix: 'Delete the draft and credit the lines that are meant.',
  },
  nothing_left_to_pay: {
    status: 409,
    title: 'Nothing is due on this invoice any more.',
    fix: 'Look at its payments and credit invoices.',
  },
  more_than_is_due: {
    status: 422,
    title: 'This is more than is due on the invoice.',
    fix: 'Give what is due at most. Of what was paid too much, only what credit invoices took back can be refunded.',
  },
  payment_is_in_the_future: {
    status: 422,
    title: 'This day is yet to come.',
    fix: 'Give the day on which it was paid.',
  },
  invoice_link_not_found: {
    status: 404,
    title: 'There is no such link to an invoice, or it was withdrawn.',
    fix: 'Ask whoever sent it for a new one.',
  },
  payment_not_found: { status: 404, title: 'There is no such payment.' },
  payment_was_refunded: {
    status: 409,
    title: 'A part of this payment was refunded.',
    fix: 'Take the refund back first.',
  },
  invoice_comes_to_nothing: {
    status: 409,
    title: 'This invoice comes to 0.00; there is nothing to post in Xero.',
  },
  invoice_currency_differs: {
    status: 409,
    title: 'The currency of this invoice is not the base currency of the Xero administration.',
    fix: 'Journals in Xero are in its base currency only; choose an administration with the same currency.',
  },
  invoice_has_payments: {
    status: 409,
    title: 'Payments are written down on this invoice, which Xero would not know of.',
    fix: 'Take the payments back here first; record them in Xero, from where they come back.',
  },
  payments_are_kept_in_xero: {
    status: 409,
    title: 'This invoice is a sales invoice in Xero, so its payments are recorded there.',
    fix: 'Record the payment in Xero; it comes back here by itself.',
  },
  credit_note_cannot_be_made: {
    status: 409,
    title: 'Credit invoices cannot become credit notes in Xero yet.',
    fix: 'Write the credit note in Xero itself. Over the same invoice both are counted once.',
  },
  sales_transaction_exists: {
    status: 409,
    title: 'This invoice already has its sales transaction in Xero.',
  },
  sales_transaction_not_found: {
    status: 404,
    title: 'This invoice has no sales transaction in Xero.',
  },
  // Estimates
  estimate_not_found: { status: 404, title: 'There is no such estimate.' },
  valid_until_is_before_issued: {
    status: 422,
    title: 'The last day is before the date of the estimate.',
    fix: 'Give the same day or a later one.',
  },
  estimate_is_sent: {
    status: 409,
    title: 'This estimate was sent, so it stays as it is.',
    fix: 'Only its last day can be changed. Decline it and make a new one for other work.',
  },
  estimate_is_not_sent: {
    status: 409,
    title: 'This estimate is still a draft.',
    fix: 'Mark it as sent first.',
  },
  estimate_is_decided: {
    status: 409,
    title: 'This estimate was accepted or declined already.',
  },
  estimate_has_expired: {
    status: 409,
    title: 'The last day of this estimate has passed.',
    fix: 'Give it a later last day first.',
  },
  estimate_is_not_accepted: {
    status: 409,
    title: 'This estimate is not accepted.',
    fix: 'Accept it first, once the client agrees.',
  },
  estimate_has_no_price: {
    status: 409,
    title: 'This estimate comes to nothing, so it is no fixed price.',
    fix: 'Make the project by hand.',
  },
  // Connection with Xero
  xero_is_not_connected: {
    status: 409,
    title: 'Hourbook is not connected to Xero.',
    fix: 'Connect under Settings, Xero.',
  },
  xero_connection_not_found: {
    status: 404,
    title: 'There is no such connection with a Xero organisation.',
  },
  xero_administration_not_chosen: {
    status: 409,
    title: 'No administration is chosen yet.',
    fix: 'Choose it under Settings, Xero.',
  },
  xero_needs_reconnection: {
    status: 409,
    title: 'Xero no longer lets Hourbook in.',
    fix: 'Connect again under Settings, Xero; nothing is lost.',
  },
  xero_scope_is_missing: {
    status: 409,
    title: 'Xero wants more permissions than were given.',
    fix: 'Update the permissions under Settings, Xero.',
  },
  xero_is_busy: {
    status: 503,
    title: 'Xero takes no more calls for the moment.',
    fix: 'Wait as long as it says, then try again.',
  },
  xero_refused: {
    status: 422,
    title: 'Xero did not accept this.',
    fix: "Read Xero's words and correct what they name.",
  },
  consent_was_denied: {
    status: 403,
    title: 'The connection was not allowed at Xero.',
    fix: 'Connect again and choose to allow access.',
  },
  consent_does_not_match: {
    status: 403,
    title: 'This consent was not started here, in this browser, by you.',
    fix: 'Start again under Settings, Xero.',
  },
  consent_was_used: {
    status: 409,
    title: 'This consent was used already.',
    fix: 'If Xero is not connected, start again under Settings, Xero.',
  },
  consent_has_expired: {
    status: 409,
    title: 'This consent took longer than ten minutes.',
    fix: 'Start again under Settings, Xero.',
  },
  // Signing in with Xero
  xero_sign_in_is_off: {
    status: 403,
    title: 'Signing in with Xero is switched off here.',
    fix: 'Sign in with an e-mail address and a password.',
  },
  xero_sign_up_is_off: {
    status: 403,
    title: 'This Xero account is not linked with anybody here, and nobody can sign up.',
    fix: 'Sign in with your password and link Xero under Settings, Signing in.',
  },
  xero_identity_is_in_doubt: {
    status: 502,
    title: 'What Xero said of who you are cannot be verified.',
    fix: 'Start again; if it keeps happening, tell whoever runs this Hourbook.',
  },
  xero_tells_no_email: {
    status: 409,
    title: 'Xero tells no e-mail address of this account.',
    fix: 'Give the account at Xero an e-mail address, then start again.',
  },
  email_can_sign_in_already: {
    status: 409,
    title: 'Somebody signs in here with the e-mail address of this Xero account.',
    fix: 'Sign in with the password of that address, then link Xero under Settings, Signing in.',
  },
  xero_identity_is_taken: {
    status: 409,
    title: 'This Xero account is linked with somebody else here.',
    fix: 'Sign in at Xero as yourself, or have the other link removed first.',
  },
  xero_identity_is_linked: {
    status: 409,
    title: 'You are linked with another Xero account.',
    fix: 'Remove that link first.',
  },
  xero_identity_is_the_only_way_in: {
    status: 409,
    title: 'Without Xero you could not sign in any more: you have no password.',
    fix: 'Set a password first, under Settings, Signing in.',
  },
  password_is_set: {
    status: 409,
    title: 'You have a password already.',
    fix: 'Sign in with it.',
  },
  password_is_not_for_programs: {
    status: 409,
    title: 'A password is chosen by the person, signed in to Hourbook, and not with an API token.',
    fix: 'Sign in, and set it under Settings, Signing in.',
  },
  xero_identity_not_found: { status: 404, title: 'You are not linked with a Xero account.' },
  member_cannot_sign_in: {
    status: 409,
    title: 'This person has no account to sign in with.',
    fix: 'Only who signs in can link Xero.',
  },
  sign_up_has_expired: {
    status: 409,
    title: 'This sign-up is over: it was done, or thirty minutes passed.',
    fix: 'Start again on the sign-in page.',
  },
  consent_has_no_organisation: {
    status: 409,
    title: 'No organisation was connected at Xero.',
    fix: 'Connect again and choose an organisation.',
  },
  currency_differs: {
    status: 409,
    title: 'The currency of the Xero administration is not that of this workspace.',
    fix: 'Change the currency under Settings, Regional, or choose another administration.',
  },
  default_item_not_chosen: {
    status: 409,
    title: 'The default product is not chosen yet.',
    fix: 'Choose it under Settings, Xero.',
  },
  sales_account_not_chosen: {
    status: 409,
    title: 'The journal sale code is not chosen yet.',
    fix: 'Choose it under Settings, Xero.',
  },
  debtors_account_not_chosen: {
    status: 409,
    title: 'The ledger account of debtors code is not chosen yet.',
    fix: 'Choose it under Settings, Xero.',
  },
  xero_item_not_found: {
    status: 422,
    title: 'Xero has no such product.',
    fix: 'Refresh the list and choose one of it.',
  },
  xero_branding_theme_not_found: {
    status: 422,
    title: 'Xero has no such branding theme.',
    fix: 'Choose another one, or let Xero choose.',
  },
  xero_item_is_not_sold: {
    status: 422,
    title: 'This product is not sold, according to Xero.',
    fix: 'Tick “I sell this item” in Xero, or choose another product.',
  },
  xero_account_not_found: {
    status: 422,
    title: 'Xero has no account with this code.',
    fix: 'Refresh the list and choose one of it.',
  },
  xero_account_is_archived: {
    status: 422,
    title: 'This account is archived in Xero.',
    fix: 'Restore it there, or choose another account.',
  },
  xero_account_is_system: {
    status: 422,
    title: 'This is a system account, which Xero keeps itself.',
    fix: 'Choose another account, or have a fitting one created.',
  },
  xero_account_does_not_fit: {
    status: 422,
    title: 'This account is of the wrong kind.',
    fix: 'Choose another account, or have a fitting one created.',
  },
  // Contacts
  xero_contact_group_not_found: {
    status: 422,
    title: 'Xero has no such contact group.',
    fix: 'Choose one of the groups that are there now.',
  },
  client_is_archived_in_xero: {
    status: 422,
    title: 'The contact of this client is archived in Xero.',
    fix: 'Restore the contact in Xero, then import it or try again after the nightly import.',
  },
  client_is_merged_in_xero: {
    status: 422,
    title: 'The contact of this client was merged in Xero into the contact of another client.',
    fix: 'Move the projects to that other client, or archive this one.',
  },
  client_is_forgotten_in_xero: {
    status: 422,
    title:
      'The contact of this client asked to be forgotten (GDPR), and Xero takes no invoices for it.',
    fix: 'Invoice another client.',
  },

  // Check before an export
  finding_needs_a_person: {
    status: 409,
    title: 'No button can decide this.',
    fix: 'Go where it is put right, as the finding says.',
  },

  // Import of contacts
  contact_import_not_found: { status: 404, title: 'There is no such import.' },
  contact_import_is_running: {
    status: 409,
    title: 'An import of this organisation is at work.',
    fix: 'Wait until it is done.',
  },
  contact_import_is_not_ready: {
    status: 409,
    title: 'This import is not waiting to be applied.',
    fix: 'Wait until it has read everything; an import is applied once.',
  },
  contact_import_row_cannot_be_applied: {
    status: 422,
    title: 'This contact cannot be imported as it is.',
    fix: 'Solve it in Xero or in the client, then import again.',
  },

  // Import of files
  file_import_not_found: { status: 404, title: 'There is no such import.' },
  import_file_is_missing: {
    status: 422,
    title: 'No file came with the request.',
    fix: 'Send one file in the field "file" of a multipart/form-data body.',
  },
  import_file_is_too_big: {
    status: 413,
    title: 'This file is larger than 40 MB.',
    fix: 'Divide it over several files, or save it as CSV.',
  },
  import_file_is_empty: {
    status: 422,
    title: 'There are no rows in this file.',
    fix: 'Check that it is the right file: below the headings it needs at least one row.',
  },
  import_file_has_too_many_rows: {
    status: 422,
    title: 'This file has more than 100,000 rows.',
    fix: 'Divide it over several files; each needs the headings.',
  },
  import_file_has_too_many_columns: {
    status: 422,
    title: 'This file has more than 200 columns.',
    fix: 'Remove the columns that need not come in.',
  },
  import_file_unpacks_too_large: {
    status: 422,
    title: 'This workbook becomes too large when it is unpacked.',
    fix: 'Save the sheet with the rows as a CSV file, and import that.',
  },
  import_file_is_old_excel: {
    status: 422,
    title: 'This is a workbook of an old kind, or one with a password.',
    fix: 'Save it without a password as an Excel workbook (.xlsx) or as CSV.',
  },
  import_file_has_an_open_quote: {
    status: 422,
    title: 'A quotation mark in this file is never closed.',
    fix: 'Look for a cell that begins with a quotation mark, and close or remove it.',
  },
  import_file_is_unreadable: {
    status: 422,
    title: 'This is neither a CSV file nor an Excel workbook.',
    fix: 'Save the table as CSV (UTF-8) or as an Excel workbook (.xlsx).',
  },
  file_import_is_not_open: {
    status: 409,
    title: 'This import was applied, so its columns and choices stay as they are.',
    fix: 'Upload the file again; what came in is recognised.',
  },
  file_import_is_not_ready: {
    status: 409,
    title: 'This import is not waiting to be applied.',
    fix: 'Match its columns first; an import is applied once.',
  },
  file_import_is_being_applied: {
    status: 409,
    title: 'The rows of this file are being written.',
    fix: 'Try again when the import is done.',
  },
  file_import_row_cannot_be_applied: {
    status: 422,
    title: 'This row cannot be imported like that.',
    fix: 'Correct it in the file, then upload the file again.',
  },
} as const satisfies Record<string, RefusalWords>

export type RefusalCode = keyof typeof refusals
