import type { en } from './en.ts'
import { ageing } from './nl/ageing.ts'
import { apiTokens } from './nl/api-tokens.ts'
import { appCenter } from './nl/app-center.ts'
import { approval } from './nl/approval.ts'
import { auditLog } from './nl/audit-log.ts'
import { budgets } from './nl/budgets.ts'
import { catalogue } from './nl/catalogue.ts'
import { clients } from './nl/clients.ts'
import { emails } from './nl/emails.ts'
import { estimates } from './nl/estimates.ts'
import { recurring } from './nl/recurring.ts'
import { reminders } from './nl/reminders.ts'
import { fileImports } from './nl/file-imports.ts'
import { imports } from './nl/imports.ts'
import { invoiceLinks } from './nl/invoice-links.ts'
import { invoices } from './nl/invoices.ts'
import { letterhead } from './nl/letterhead.ts'
import { lineTexts } from './nl/line-texts.ts'
import { lists } from './nl/lists.ts'
import { mappings } from './nl/mappings.ts'
import { keys, palette } from './nl/palette.ts'
import { offline } from './nl/offline.ts'
import { people } from './nl/people.ts'
import { pickers } from './nl/pickers.ts'
import { products } from './nl/products.ts'
import { projects } from './nl/projects.ts'
import { rates } from './nl/rates.ts'
import { receipts } from './nl/receipts.ts'
import { regional } from './nl/regional.ts'
import { reports } from './nl/reports.ts'
import { rounding } from './nl/rounding.ts'
import { shell } from './nl/shell.ts'
import { signIn } from './nl/sign-in.ts'
import { syncLog } from './nl/sync-log.ts'
import { tags } from './nl/tags.ts'
import { tasks } from './nl/tasks.ts'
import { timer } from './nl/timer.ts'
import { teams } from './nl/teams.ts'
import { timesheets } from './nl/timesheets.ts'
import { ui } from './nl/ui.ts'
import { uninvoiced } from './nl/uninvoiced.ts'
import { vehicles } from './nl/vehicles.ts'
import { vatRates } from './nl/vat-rates.ts'
import { writeOffs } from './nl/write-offs.ts'
import { xeroCheck } from './nl/xero-check.ts'
import { xeroDifferences } from './nl/xero-differences.ts'
import { xeroExports } from './nl/xero-exports.ts'
import { xeroSettings } from './nl/xero-settings.ts'
import type { Translation } from './translation.ts'

/** The Dutch catalogue. Its words are those of docs/GLOSSARY.md. */
export const nl: Translation<typeof en> = {
  ageing,
  apiTokens,
  appCenter,
  approval,
  auditLog,
  budgets,
  catalogue,
  clients,
  emails,
  estimates,
  recurring,
  reminders,
  fileImports,
  imports,
  invoiceLinks,
  invoices,
  letterhead,
  lineTexts,
  lists,
  mappings,
  keys,
  offline,
  palette,
  people,
  pickers,
  products,
  projects,
  rates,
  receipts,
  regional,
  reports,
  rounding,
  shell,
  signIn,
  syncLog,
  tags,
  tasks,
  timer,
  teams,
  timesheets,
  ui,
  uninvoiced,
  vatRates,
  vehicles,
  writeOffs,
  xeroCheck,
  xeroDifferences,
  xeroExports,
  xeroSettings,
}
