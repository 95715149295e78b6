import type { AnsweredLines } from '#domain/answered-lines.ts'
import type { ColumnType, Generated } from 'kysely'
import type { FileImportKind } from '#domain/sheet-kinds.ts'
import type { BudgetMeasure, BudgetPeriod } from '#domain/budgets.ts'
import type { AttachmentKind, AttachmentState } from '#domain/attachments.ts'
import type { AuditAction, AuditSubject, FieldChange } from '#domain/audit.ts'
import type { ApprovalState } from '#domain/item-status.ts'
import type { EmailState } from '#domain/email-state.ts'
import type { DocumentChange, DocumentState } from '#domain/document-state.ts'
import type { KeptPaymentMethod } from '#domain/payments.ts'
import type { Role } from '#domain/permissions.ts'
import type { ProjectColor } from '#domain/project-colors.ts'
import type { RateSubjectKind } from '#domain/rates.ts'
import type { HourRounding } from '#domain/hour-rounding.ts'
import type { LineTexts } from '#domain/line-texts.ts'
import type { Language } from '#lib/languages.ts'
import type { ReportTab } from '#domain/report-columns.ts'
import type { VatExemption } from '#domain/vat-exemption.ts'
import type { ReportViewSettings } from '#domain/report-views.ts'
import type { KeptLine } from './xero-document-lines.ts'

// The shape of every table, as db/migrations say it. Moments are Dates, days and decimals are strings.

export type Tables = {
  workspaces: WorkspacesTable
  members: MembersTable
  api_tokens: ApiTokensTable
  idempotency_keys: IdempotencyKeysTable
  vat_rates: VatRatesTable
  tasks: TasksTable
  products: ProductsTable
  clients: ClientsTable
  projects: ProjectsTable
  subscriptions: SubscriptionsTable
  subscription_pauses: SubscriptionPausesTable
  subscription_prices: SubscriptionPricesTable
  rates: RatesTable
  budgets: BudgetsTable
  budget_warnings: BudgetWarningsTable
  task_budgets: TaskBudgetsTable
  task_budget_warnings: TaskBudgetWarningsTable
  time_entries: TimeEntriesTable
  time_entry_versions: TimeEntryVersionsTable
  approval_steps: ApprovalStepsTable
  stand_ins: StandInsTable
  timers: TimersTable
  favourites: FavouritesTable
  expenses: ExpensesTable
  mileages: MileagesTable
  cost_versions: CostVersionsTable
  removed_receipts: RemovedReceiptsTable
  tags: TagsTable
  client_tags: ClientTagsTable
  vehicles: VehiclesTable
  teams: TeamsTable
  team_members: TeamMembersTable
  contracts: ContractsTable
  project_members: ProjectMembersTable
  project_tasks: ProjectTasksTable
  project_tags: ProjectTagsTable
  planned_instalments: PlannedInstalmentsTable
  instalments: InstalmentsTable
  subscription_periods: SubscriptionPeriodsTable
  invoices: InvoicesTable
  invoice_lines: InvoiceLinesTable
  invoice_counters: InvoiceCountersTable
  letterheads: LetterheadsTable
  invoice_payments: InvoicePaymentsTable
  invoice_links: InvoiceLinksTable
  allocations: AllocationsTable
  hour_sums: HourSumsTable
  billed_items: BilledItemsTable
  write_offs: WriteOffsTable
  write_off_reversals: WriteOffReversalsTable
  'auth.user': AuthUserTable
  'auth.account': AuthAccountTable
  'auth.xero_identities': XeroIdentitiesTable
  'auth.xero_sign_ins': XeroSignInsTable
  xero_consents: XeroConsentsTable
  xero_token_sets: XeroTokenSetsTable
  xero_connections: XeroConnectionsTable
  xero_contact_links: XeroContactLinksTable
  contact_imports: ContactImportsTable
  contact_import_rows: ContactImportRowsTable
  file_imports: FileImportsTable
  file_import_rows: FileImportRowsTable
  sheet_matchings: SheetMatchingsTable
  sheet_formats: SheetFormatsTable
  imported_rows: ImportedRowsTable
  xero_exports: XeroExportsTable
  xero_documents: XeroDocumentsTable
  xero_document_sections: XeroDocumentSectionsTable
  xero_mappings: XeroMappingsTable
  xero_tax_types: XeroTaxTypesTable
  sync_log: SyncLogTable
  report_views: ReportViewsTable
  emails: EmailsTable
  invoice_email_templates: InvoiceEmailTemplatesTable
  reminder_settings: ReminderSettingsTable
  reminder_steps: ReminderStepsTable
  reminder_templates: ReminderTemplatesTable
  invoice_reminders: InvoiceRemindersTable
  recurring_invoices: RecurringInvoicesTable
  recurring_invoice_periods: RecurringInvoicePeriodsTable
  estimates: EstimatesTable
  estimate_lines: EstimateLinesTable
  estimate_counters: InvoiceCountersTable
  estimate_results: EstimateResultsTable
  email_attempts: EmailAttemptsTable
  xero_document_changes: XeroDocumentChangesTable
  xero_credit_notes: XeroCreditNotesTable
  xero_document_events: XeroDocumentEventsTable
  xero_webhook_events: XeroWebhookEventsTable
  files: FilesTable
  expense_receipts: ExpenseReceiptsTable
  xero_attachments: XeroAttachmentsTable
  audit_log: AuditLogTable
}

type WorkspacesTable = {
  workspace_id: string
  name: string
  currency: string
  time_zone: Generated<string>
  language: Generated<string>
  date_format: Generated<string>
  time_format: Generated<'24h' | '12h'>
  number_format: Generated<string>
  duration_format: Generated<'h:mm' | 'decimal'>
  week_starts_on: Generated<0 | 1 | 6>
  hourly_rate: Generated<string>
  mileage_rate: Generated<string>
  invoice_prefix: Generated<string>
  payment_term_days: Generated<number>
  line_texts: ColumnType<LineTexts, string | undefined, string>
  hour_rounding: Generated<HourRounding>
  sales_target: Generated<'manual_journal' | 'invoice'>
  approval_by: Generated<'off' | 'project_manager' | 'team_manager' | 'both'>
  bills_approved_only: Generated<boolean>
  locked_through: Generated<string | null>
  closes_after_weeks: Generated<number | null>
  is_demo: Generated<boolean>
  created_at: Date
}

type MembersTable = {
  workspace_id: string
  id: string
  user_id: string | null
  name: string
  email: string
  role: Role
  hourly_rate: string | null
  language: Generated<Language | null>
  wants_approval_emails: Generated<boolean>
  archived_at: Date | null
  created_at: Date
}

type ApiTokensTable = {
  workspace_id: string
  id: string
  member_id: string
  name: string
  secret_hash: string
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

type IdempotencyKeysTable = {
  workspace_id: string
  member_id: string
  key: string
  request_hash: string
  status: number | null
  response: ColumnType<unknown, string | null, string>
  created_at: Date
}

type VatRatesTable = {
  workspace_id: string
  id: string
  name: string
  percentage: string
  exemption: VatExemption | null
  exemption_reason: Generated<string>
  is_default: Generated<boolean>
  archived_at: Date | null
  created_at: Date
}

type TasksTable = {
  workspace_id: string
  id: string
  name: string
  hourly_rate: string | null
  is_billable: Generated<boolean>
  xero_item_code: string | null
  archived_at: Date | null
  created_at: Date
}

type ProductsTable = {
  workspace_id: string
  id: string
  name: string
  unit_price: Generated<string>
  vat_rate_id: string | null
  xero_item_code: string | null
  archived_at: Date | null
  created_at: Date
}

type ClientsTable = {
  workspace_id: string
  id: string
  number: string | null
  number_key: ColumnType<string | null, never, never>
  search_text: ColumnType<string, never, never>
  name: string
  email: string | null
  phone: string | null
  vat_number: string | null
  electronic_address: string | null
  buyer_reference: string | null
  invoice_address: ColumnType<unknown, string | undefined, string>
  visiting_address: ColumnType<unknown, string | undefined, string>
  contact_persons: ColumnType<unknown, string | undefined, string>
  payment_term_days: number | null
  hourly_rate: string | null
  mileage_rate: string | null
  vat_rate_id: string | null
  hour_rounding: HourRounding | null
  notes: Generated<string>
  language: 'en' | 'nl' | null
  iban: string | null
  billing_contact_name: string | null
  billing_contact_email: string | null
  gets_reminders: Generated<boolean>
  source: Generated<'hourbook' | 'xero' | 'file'>
  connection_id: string | null
  archived_at: Date | null
  created_at: Date
  updated_at: Date
}

type ProjectsTable = {
  workspace_id: string
  id: string
  client_id: string
  code: string | null
  name: string
  invoice_method:
    | 'none'
    | 'task_hourly_rate'
    | 'user_hourly_rate'
    | 'project_hourly_rate'
    | 'client_hourly_rate'
    | 'fixed_price'
    | 'fixed_price_instalments'
    | 'fixed_price_per_task'
    | 'subscription'
  hourly_rate: string | null
  fixed_price_minor: number | null
  vat_rate_id: string | null
  hour_rounding: HourRounding | null
  parent_id: string | null
  bill_to_client_id: string | null
  manager_id: string | null
  color: ProjectColor | null
  reference: Generated<string>
  notes: Generated<string>
  starts_on: string | null
  ends_on: string | null
  archived_at: Date | null
  created_at: Date
  updated_at: Date
}

type TagsTable = {
  workspace_id: string
  id: string
  name: string
  archived_at: Date | null
  created_at: Date
}

type ClientTagsTable = { workspace_id: string; client_id: string; tag_id: string }

type VehiclesTable = {
  workspace_id: string
  id: string
  name: string
  licence_plate: string | null
  archived_at: Date | null
  created_at: Date
}

type TeamsTable = {
  workspace_id: string
  id: string
  name: string
  manager_id: string | null
  archived_at: Date | null
  created_at: Date
}

type TeamMembersTable = { workspace_id: string; team_id: string; member_id: string }

type ContractsTable = {
  workspace_id: string
  id: string
  member_id: string
  starts_on: string
  ends_on: string | null
  weekday_seconds: number[]
  cost_rate: string | null
  created_at: Date
}

type ProjectMembersTable = { workspace_id: string; project_id: string; member_id: string }
type ProjectTasksTable = { workspace_id: string; project_id: string; task_id: string }
type ProjectTagsTable = { workspace_id: string; project_id: string; tag_id: string }

type PlannedInstalmentsTable = {
  workspace_id: string
  id: string
  project_id: string
  position: number
  task_id: string | null
  description: Generated<string>
  amount_minor: number
  due_on: string | null
}

type SubscriptionsTable = {
  workspace_id: string
  project_id: string
  interval: 'week' | 'month' | 'quarter' | 'year'
  starts_on: string
  ends_on: string | null
  description: Generated<string>
  quantity: Generated<string>
  unit_price: string
  prorates_pauses: Generated<boolean>
}

type SubscriptionPausesTable = {
  workspace_id: string
  id: string
  project_id: string
  starts_on: string
  ends_on: string | null
  created_at: Date
}

type SubscriptionPricesTable = {
  workspace_id: string
  project_id: string
  valid_from: string
  quantity: string
  unit_price: string
}

type BudgetsTable = {
  workspace_id: string
  project_id: string
  measure: BudgetMeasure
  period: BudgetPeriod
  amount: number
  warn_at: number[]
  updated_at: Date
}

type BudgetWarningsTable = {
  workspace_id: string
  project_id: string
  period: string
  percentage: number
  worked: number
  reached_at: Date
}

type TaskBudgetsTable = BudgetsTable & { task_id: string }
type TaskBudgetWarningsTable = BudgetWarningsTable & { task_id: string }

type RatesTable = {
  workspace_id: string
  subject_id: string
  subject_kind: RateSubjectKind
  valid_from: string
  rate: string | null
  created_at: Date
}

type TimeEntriesTable = {
  workspace_id: string
  id: string
  member_id: string
  project_id: string
  task_id: string | null
  worked_on: string
  started_at: string | null
  ended_at: string | null
  pause_seconds: Generated<number>
  seconds: number
  notes: Generated<string>
  is_billable: boolean
  rate: string
  rate_rule: 'none' | 'task' | 'user' | 'project' | 'client' | 'workspace'
  rate_valid_from: Generated<string | null>
  approval: Generated<ApprovalState>
  approved_as: Generated<string[]>
  approval_step_id: Generated<string | null>
  /** Written by the database alone. */
  rounding: Generated<HourRounding>
  rounding_seconds: Generated<number>
  created_at: Date
  updated_at: Date
}

type TimeEntryVersionsTable = {
  workspace_id: string
  time_entry_id: string
  updated_at: Date
  row: unknown
  replaced_at: Date
}

type TimersTable = {
  workspace_id: string
  id: string
  member_id: string
  project_id: string
  task_id: string | null
  notes: string
  is_billable: boolean | null
  started_at: Date
  stopped_at: Date | null
  time_entry_ids: Generated<string[]>
  updated_at: Date
}

type FavouritesTable = {
  workspace_id: string
  member_id: string
  position: number
  project_id: string
  task_id: string | null
}

type ExpensesTable = {
  workspace_id: string
  id: string
  member_id: string
  project_id: string
  product_id: string | null
  spent_on: string
  description: Generated<string>
  quantity: string
  unit_price: string
  gross_unit_price: Generated<string | null>
  vat_rate_id: string | null
  is_billable: boolean
  approval: Generated<ApprovalState>
  approved_as: Generated<string[]>
  approval_step_id: Generated<string | null>
  created_at: Date
  updated_at: Date
}

type CostVersionsTable = {
  workspace_id: string
  kind: 'expense' | 'mileage'
  cost_id: string
  updated_at: Date
  row: unknown
  replaced_at: Date
}

type RemovedReceiptsTable = {
  workspace_id: string
  id: string
  expense_id: string
  file_id: string
  row: unknown
  removed_at: Date
}

type MileagesTable = {
  workspace_id: string
  id: string
  member_id: string
  project_id: string
  travelled_on: string
  from_place: string
  to_place: string
  distance_km: string
  is_return_trip: Generated<boolean>
  kind: Generated<'business' | 'commute' | 'private'>
  purpose: Generated<string>
  vehicle: string | null
  is_billable: boolean
  rate: string
  rate_rule: 'client' | 'workspace'
  rate_valid_from: Generated<string | null>
  approval: Generated<ApprovalState>
  approved_as: Generated<string[]>
  approval_step_id: Generated<string | null>
  created_at: Date
  updated_at: Date
}

type ApprovalStepsTable = {
  workspace_id: string
  id: string
  member_id: string
  step: 'submitted' | 'taken_back' | 'approved' | 'rejected'
  done_by: string | null
  on_behalf_of: string | null
  from_on: string
  to_on: string
  time_entries: number
  expenses: number
  mileages: number
  note: string
  done_at: Date
}

type StandInsTable = {
  workspace_id: string
  id: string
  manager_id: string
  stand_in_id: string
  from_on: string
  until_on: string
  created_at: Date
}

type InstalmentsTable = {
  workspace_id: string
  id: string
  project_id: string
  planned_id: string | null
  description: string
  amount_minor: number
  created_at: Date
}

type SubscriptionPeriodsTable = {
  workspace_id: string
  id: string
  project_id: string
  starts_on: string
  ends_on: string
  amount_minor: number
  created_at: Date
}

type InvoicesTable = {
  workspace_id: string
  id: string
  client_id: string
  state: 'draft' | 'finalised' | 'sent'
  number: string | null
  issued_on: string
  due_on: string
  reference: Generated<string>
  currency: string
  subtotal_minor: number
  tax_minor: number
  total_minor: number
  created_by: string
  created_at: Date
  finalised_at: Date | null
  sent_at: Date | null
  credits_id: Generated<string | null>
  language: Generated<Language | null>
  frees_items: Generated<boolean>
  prices_include_vat: Generated<boolean>
  parties: ColumnType<unknown, never, string>
}

type InvoiceLinesTable = {
  workspace_id: string
  invoice_id: string
  id: string
  position: number
  project_id: string | null
  description: string
  quantity: string
  unit_price: string
  net_minor: number
  vat_rate_id: string | null
  vat_percentage: string
  tax_minor: number
  item_code: string | null
  credits_line_id: Generated<string | null>
  exemption: Generated<VatExemption | null>
  exemption_reason: Generated<string>
  discount_percentage: Generated<string>
  adjustment_id: Generated<string | null>
  adjustment_percentage: Generated<string | null>
}

type LetterheadsTable = {
  workspace_id: string
  legal_name: Generated<string>
  address: ColumnType<unknown, string | undefined, string | undefined>
  registration_number: Generated<string>
  vat_number: Generated<string>
  iban: Generated<string>
  bic: Generated<string>
  email: Generated<string>
  phone: Generated<string>
  website: Generated<string>
  payment_terms: Generated<string>
  footer: Generated<string>
  layout: Generated<'classic' | 'modern' | 'compact'>
  accent_color: Generated<string>
  electronic_address: Generated<string>
  attaches_e_invoice: Generated<boolean>
  shows_payment_code: Generated<boolean>
  shows_hours: Generated<boolean>
  logo: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  logo_type: ColumnType<
    'image/png' | 'image/jpeg' | null,
    'image/png' | 'image/jpeg' | null | undefined,
    'image/png' | 'image/jpeg' | null
  >
}

type InvoicePaymentsTable = {
  workspace_id: string
  id: string
  invoice_id: string
  paid_on: string
  amount_minor: number
  method: KeptPaymentMethod
  reference: string
  created_by: string | null
  created_at: Date
  taken_back_by: string | null
  taken_back_at: Date | null
  xero_id: Generated<string | null>
}

type InvoiceLinksTable = {
  workspace_id: string
  id: string
  invoice_id: string
  secret_hash: string
  sealed_token: string | null
  created_by: string | null
  created_at: Date
  last_opened_at: Date | null
  withdrawn_by: string | null
  withdrawn_at: Date | null
}

type InvoiceCountersTable = {
  workspace_id: string
  series: string
  last_number: number
}

type AllocationsTable = {
  workspace_id: string
  item_kind: 'time_entry' | 'expense' | 'mileage' | 'instalment' | 'subscription_period'
  item_id: string
  document_kind: 'invoice' | 'xero_document' | 'write_off'
  document_id: string
  line_id: string
  amount_minor: number
  /** Even ones bill, odd ones free what the one before bills. */
  step: number
  created_at: Date
}

/** Added to by triggers, and by who settles thousands of hours. */
type HourSumsTable = {
  workspace_id: string
  project_id: string
  quarter: string
  rate: string
  id: Generated<number>
  seconds: number
  open_count: number
  open_seconds: number
  open_rounding: Generated<number>
}

/** A view of the allocations that are live. */
type BilledItemsTable = {
  workspace_id: string
  item_kind: AllocationsTable['item_kind']
  item_id: string
  step: number
  document_kind: string
  document_id: string
  line_id: string
  amount_minor: number
}

type WriteOffsTable = {
  workspace_id: string
  id: string
  project_id: string
  reason: string
  amount_minor: number
  created_by: string
  created_at: Date
}

type WriteOffReversalsTable = {
  workspace_id: string
  id: string
  created_by: string
  created_at: Date
}

// Of the sign-in library; only what is read and written here.
type AuthUserTable = { id: string; name: string; email: string; emailVerified: boolean }
type AuthAccountTable = {
  id: string
  userId: string
  accountId: string
  providerId: string
  password: string | null
  updatedAt: Date
}

type XeroIdentitiesTable = {
  xero_user_id: string
  user_id: string
  email: string | null
  name: string | null
  linked_at: Date
}

type XeroSignInsTable = {
  state_hash: string
  user_id: string | null
  return_to: string | null
  created_at: Date
  used_at: Date | null
  xero_user_id: string | null
  email: string | null
  name: string | null
}

type XeroConsentsTable = {
  workspace_id: string
  id: string
  member_id: string
  state_hash: string
  code_verifier: string | null
  created_at: Date
  used_at: Date | null
}

type XeroTokenSetsTable = {
  workspace_id: string
  id: string
  access_token_sealed: string
  refresh_token_sealed: string
  access_expires_at: Date
  refresh_expires_at: Date
  scopes: string
  auth_event_id: string | null
  xero_user_id: string | null
  refreshed_at: Date
}

type XeroConnectionsTable = {
  workspace_id: string
  id: string
  token_set_id: string
  tenant_id: string
  xero_connection_id: string
  tenant_name: string
  state: 'offered' | 'active' | 'reconnect' | 'scope_missing' | 'disconnected'
  short_code: string | null
  base_currency: string | null
  country_code: string | null
  is_demo_company: Generated<boolean>
  default_item_code: string | null
  sales_account_code: string | null
  debtors_account_code: string | null
  nightly_import: Generated<'off' | 'new' | 'new_and_changed'>
  nightly_last_started_on: string | null
  contacts_modified_since: Date | null
  connected_by: string
  connected_at: Date
  last_success_at: Date | null
  last_error_at: Date | null
  last_error: string | null
  invoices_read_up_to: Generated<Date | null>
  journals_read_up_to: Generated<Date | null>
  documents_read_at: Generated<Date | null>
  documents_checked_at: Generated<Date | null>
  documents_check_began_at: Generated<Date | null>
  import_scope: Generated<'all' | 'customers' | 'group'>
  import_group_id: string | null
  import_group_name: string | null
  is_default: Generated<boolean>
  branding_theme_id: string | null
  branding_theme_name: string | null
  journal_status: Generated<'DRAFT' | 'POSTED'>
  contact_refusals: Generated<number>
}

type XeroContactLinksTable = {
  workspace_id: string
  tenant_id: string
  contact_id: string
  client_id: string
  contact_status: string
  contact_updated_at: Date | null
  linked_at: Date
  merged_to_contact_id: string | null
  default_currency: string | null
  sales_account_code: string | null
  sales_tax_type: string | null
}

type ContactImportsTable = {
  workspace_id: string
  id: string
  connection_id: string
  trigger: 'person' | 'night'
  mode: 'new' | 'new_and_changed'
  state: 'reading' | 'ready' | 'applying' | 'done' | 'failed'
  requested_by: string | null
  contacts_read: Generated<number>
  contacts_total: number | null
  calls: Generated<number>
  rows_applied: Generated<number>
  problem: string | null
  created_at: Date
  finished_at: Date | null
  scope: Generated<'all' | 'customers' | 'group'>
  group_id: string | null
  group_name: string | null
  numbering: Generated<'none' | 'next' | 'next_and_xero'>
}

type ContactImportRowsTable = {
  workspace_id: string
  import_id: string
  position: number
  contact_id: string
  contact: ColumnType<unknown, string, string>
  finding: 'new' | 'changed' | 'same' | 'conflict' | 'archived' | 'skipped'
  reason: string | null
  client_id: string | null
  changes: ColumnType<unknown, string | undefined, string>
  choice: 'apply' | 'create' | 'skip'
  result: 'created' | 'updated' | 'linked' | 'unchanged' | 'skipped' | 'failed' | null
  result_detail: string | null
  given_number: string | null
  number_in_xero: 'planned' | 'written' | 'refused' | null
}

type FileImportsTable = {
  workspace_id: string
  id: string
  kind: FileImportKind
  state: 'matching' | 'checking' | 'ready' | 'applying' | 'done'
  file_name: string
  format: 'csv' | 'xlsx'
  encoding: string | null
  delimiter: string | null
  header_row: number
  headings: ColumnType<unknown, string, string>
  matching: ColumnType<unknown, string, string>
  layout: string
  options: ColumnType<unknown, string, string>
  rows_total: number
  rows_checked: Generated<number>
  rows_applied: Generated<number>
  round: Generated<number>
  requested_by: string
  created_at: Date
  finished_at: Date | null
}

type FileImportRowsTable = {
  workspace_id: string
  import_id: string
  position: number
  cells: ColumnType<unknown, string, string>
  is_blank: Generated<boolean>
  row_key: string | null
  row_place: number | null
  finding: 'new' | 'changed' | 'same' | 'conflict' | 'error' | null
  reason: string | null
  problems: ColumnType<unknown, string | undefined, string>
  record_id: string | null
  name: string | null
  number: string | null
  changes: ColumnType<unknown, string | undefined, string>
  choice: Generated<'apply' | 'create' | 'skip'>
  result: 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed' | null
  result_detail: string | null
}

type SheetFormatsTable = {
  workspace_id: string
  kind: string
  layout: string
  formats: ColumnType<unknown, string, string>
  matched_at: Date
}

type ImportedRowsTable = {
  workspace_id: string
  kind: 'hours' | 'expenses' | 'mileages'
  row_key: string
  row_place: number
  record_id: string
  imported_at: Date
}

type SheetMatchingsTable = {
  workspace_id: string
  kind: string
  layout: string
  heading_key: string
  field: string | null
  matched_at: Date
}

type XeroExportsTable = {
  workspace_id: string
  id: string
  requested_by: string
  options: ColumnType<unknown, string, string>
  created_at: Date
}

type XeroDocumentsTable = {
  workspace_id: string
  id: string
  kind: 'invoice' | 'manual_journal'
  connection_id: string
  tenant_id: string
  export_id: string | null
  invoice_id: string | null
  client_id: string
  project_id: string | null
  state: DocumentState
  target_status: 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'POSTED'
  lookup_text: string
  reference: Generated<string>
  issued_on: string
  due_on: string | null
  currency: string
  subtotal_minor: number
  tax_minor: number
  total_minor: number
  batch_id: string | null
  batch_position: number | null
  idempotency_key: string | null
  idempotency_key_last_used_at: Date | null
  idempotency_key_first_used_at: Generated<Date | null>
  request_hash: string | null
  lease_expires_at: Date | null
  attempts: Generated<number>
  xero_id: string | null
  xero_number: string | null
  xero_status: string | null
  xero_line_ids: string[] | null
  xero_contact_id: Generated<string | null>
  xero_answered: ColumnType<AnsweredLines | null, string | null | undefined, string | null>
  xero_subtotal_minor: number | null
  xero_tax_minor: number | null
  xero_total_minor: number | null
  xero_updated_at: Date | null
  problem_code: string | null
  problem_detail: string | null
  created_by: string
  created_at: Date
  confirmed_at: Date | null
  xero_paid_minor: number | null
  xero_credited_minor: number | null
  xero_due_minor: number | null
  xero_fully_paid_on: string | null
  xero_now: ColumnType<unknown, string | null | undefined, string | null>
  xero_read_at: Date | null
  closed_at: Date | null
  closed_by: string | null
  items_freed: number | null
  accepted_hash: string | null
  accepted_by: string | null
  accepted_at: Date | null
  branding_theme_id: string | null
  xero_sent_to_contact: boolean | null
  reverses_id: string | null
  reversed_at: Date | null
  batch_limit: Generated<number | null>
}

type XeroDocumentSectionsTable = {
  workspace_id: string
  document_id: string
  position: number
  project_id: string | null
  change_id: string | null
  net_minor: number
  tax_minor: number
  lines: ColumnType<KeptLine[], string, string>
}

type XeroTaxTypesTable = {
  workspace_id: string
  tenant_id: string
  vat_rate_id: string
  tax_type: string
}

type XeroMappingsTable = {
  workspace_id: string
  tenant_id: string
  subject:
    | 'hours'
    | 'expenses'
    | 'mileages'
    | 'fixed_prices'
    | 'subscriptions'
    | 'task'
    | 'product'
    | 'client'
    | 'project'
  subject_id: string
  item_code: string | null
  account_code: string | null
  tracking: ColumnType<unknown, string | undefined, string>
}

type SyncLogTable = {
  workspace_id: string
  id: string
  tenant_id: string | null
  purpose: string
  subject_kind: string | null
  subject_id: string | null
  document_ids: string[] | null
  method: string
  path: string
  status: number | null
  outcome: 'ok' | 'rejected' | 'busy' | 'unauthorised' | 'unknown'
  detail: string | null
  attempt: Generated<number>
  duration_ms: number
  correlation_id: string | null
  day_calls_remaining: number | null
  started_at: Date
}

type XeroDocumentChangesTable = {
  workspace_id: string
  id: string
  document_id: string
  connection_id: string
  kind: DocumentChange
  state: 'planned' | 'sending' | 'unknown' | 'done' | 'rejected'
  attempts: Generated<number>
  claim_id: string | null
  lease_expires_at: Date | null
  idempotency_key: string | null
  idempotency_key_last_used_at: Date | null
  idempotency_key_first_used_at: Generated<Date | null>
  request_hash: string | null
  problem_code: string | null
  problem_detail: string | null
  requested_by: string
  requested_at: Date
  finished_at: Date | null
  is_again: Generated<boolean>
}

type XeroCreditNotesTable = {
  workspace_id: string
  id: string
  document_id: string
  change_id: string
  bills_again: boolean
  lookup_text: string
  issued_on: string
  tax_mode: 'exclusive' | 'inclusive' | 'none'
  lines: ColumnType<unknown, string, never>
  subtotal_minor: number
  tax_minor: number
  total_minor: number
  xero_id: string | null
  xero_number: string | null
  xero_subtotal_minor: number | null
  xero_tax_minor: number | null
  xero_total_minor: number | null
  confirmed_at: Date | null
  allocated_minor: number | null
  allocated_at: Date | null
  gone_at: Date | null
}

type XeroDocumentEventsTable = {
  workspace_id: string
  id: string
  document_id: string
  kind: string
  particulars: ColumnType<unknown, string, never>
  member_id: string | null
  happened_at: Date
}

type XeroWebhookEventsTable = {
  workspace_id: string
  tenant_id: string
  category: string
  resource_id: string
  event_at: Date
  event_type: string
  received_at: Date
  done_at: Date | null
}

type FilesTable = {
  workspace_id: string
  id: string
  sha256: string
  media_type: string
  size_bytes: number
  content: Buffer
  created_at: Date
}

type ExpenseReceiptsTable = {
  workspace_id: string
  id: string
  expense_id: string
  file_id: string
  name: string
  added_by: string | null
  created_at: Date
}

type XeroAttachmentsTable = {
  workspace_id: string
  id: string
  document_id: string
  connection_id: string
  kind: AttachmentKind
  name: string
  file_id: string | null
  is_online: boolean
  state: AttachmentState
  attempts: Generated<number>
  claim_id: string | null
  lease_expires_at: Date | null
  idempotency_key: Generated<string | null>
  idempotency_key_first_used_at: Generated<Date | null>
  idempotency_key_last_used_at: Generated<Date | null>
  problem_code: string | null
  problem_detail: string | null
  created_at: Date
  confirmed_at: Date | null
}

type ReportViewsTable = {
  workspace_id: string
  id: string
  member_id: string
  tab: ReportTab
  name: string
  is_shared: boolean
  settings: ColumnType<ReportViewSettings, string, string>
  created_at: Date
  updated_at: Date
}

type AuditLogTable = {
  workspace_id: string
  id: string
  happened_at: Date
  member_id: string | null
  token_id: string | null
  action: AuditAction
  subject: AuditSubject
  subject_id: string | null
  subject_name: string
  changes: ColumnType<FieldChange[], string, never>
}

type EmailsTable = {
  workspace_id: string
  id: string
  kind: 'test' | 'work_rejected' | 'work_submitted' | 'stand_in' | 'invoice'
  sender_name: string
  to_addresses: string[]
  cc_addresses: Generated<string[]>
  bcc_addresses: Generated<string[]>
  reply_to: string | null
  language: Language
  subject: string
  body: string
  message_id: string
  state: Generated<EmailState>
  attempts: Generated<number>
  answer: string | null
  planned_by: string | null
  planned_at: Date
  next_attempt_at: Date
  last_attempt_at: Date | null
  sent_at: Date | null
  invoice_id: string | null
  file_id: string | null
  file_name: string | null
  reminder_step: number | null
  e_invoice_file_id: string | null
  e_invoice_file_name: string | null
}

type InvoiceEmailTemplatesTable = {
  workspace_id: string
  language: Language
  subject: string
  body: string
}

type ReminderSettingsTable = {
  workspace_id: string
  is_automatic: boolean
  last_started_on: string | null
}

type ReminderStepsTable = { workspace_id: string; step: number; days_after_due: number }

type ReminderTemplatesTable = {
  workspace_id: string
  step: number
  language: Language
  subject: string
  body: string
}

type InvoiceRemindersTable = {
  workspace_id: string
  invoice_id: string
  step: number
  email_id: string
  due_minor: number
  planned_on: string
}

type RecurringInvoicesTable = {
  workspace_id: string
  id: string
  name: string
  client_id: string
  interval: 'week' | 'month' | 'quarter' | 'year'
  starts_on: string
  ends_on: string | null
  times: number | null
  payment_term_days: number | null
  makes: 'draft' | 'final' | 'emailed'
  reference: string
  lines: ColumnType<unknown, string, string>
  next_number: Generated<number>
  next_on: string | null
  paused_at: Date | null
  problem_code: string | null
  problem_detail: string | null
  problem_on: string | null
  created_by: string
  created_at: Date
}

type RecurringInvoicePeriodsTable = {
  workspace_id: string
  recurring_invoice_id: string
  starts_on: string
  ends_on: string
  invoice_id: string | null
  made_at: Date
}

type EstimatesTable = {
  workspace_id: string
  id: string
  client_id: string
  state: 'draft' | 'sent' | 'accepted' | 'declined'
  number: string | null
  title: string
  issued_on: string
  valid_until: string
  notes: string
  currency: string
  subtotal_minor: number
  tax_minor: number
  total_minor: number
  parties: ColumnType<unknown, never, string>
  created_by: string
  created_at: Date
  sent_at: Date | null
  decided_at: Date | null
}

type EstimateLinesTable = {
  workspace_id: string
  estimate_id: string
  id: string
  position: number
  description: string
  quantity: string
  unit_price: string
  net_minor: number
  vat_rate_id: string | null
  vat_percentage: string
  tax_minor: number
}

type EstimateResultsTable = {
  workspace_id: string
  estimate_id: string
  kind: 'project' | 'invoice'
  project_id: string | null
  invoice_id: string | null
  made_at: Date
}

type EmailAttemptsTable = {
  workspace_id: string
  email_id: string
  attempt: number
  started_at: Date
  ended_at: Date | null
  outcome: 'sent' | 'refused' | 'busy' | 'unknown' | null
  answer: string | null
}
