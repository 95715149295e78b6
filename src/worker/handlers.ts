import { checkBudgets } from '#app/budgets/check-budgets.ts'
import { type Services, systemContext } from '#app/context.ts'
import { sendEmail } from '#app/emails/send-email.ts'
import { attachToXeroDocuments } from '#app/exports/attach-to-xero-documents.ts'
import { changeXeroDocuments } from '#app/exports/change-xero-documents.ts'
import { readDocumentsBack } from '#app/exports/read-documents-back.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import { startDocumentReadings } from '#app/exports/start-document-readings.ts'
import { applyFileImportRows } from '#app/file-imports/apply-file-import-rows.ts'
import { checkFileImportRows } from '#app/file-imports/check-file-import-rows.ts'
import { applyContactImportRows } from '#app/imports/apply-contact-import-rows.ts'
import { numberContacts } from '#app/imports/number-contacts.ts'
import { readContacts } from '#app/imports/read-contacts.ts'
import { startNightlyImports } from '#app/imports/start-nightly-imports.ts'
import { emailRecurringInvoice } from '#app/recurring-invoices/email-recurring-invoice.ts'
import { makeRecurringInvoices } from '#app/recurring-invoices/make-recurring-invoices.ts'
import { startRecurringInvoices } from '#app/recurring-invoices/start-recurring-invoices.ts'
import { sendDueReminder } from '#app/reminders/send-due-reminder.ts'
import { startReminders } from '#app/reminders/start-reminders.ts'
import { followXeroEvents } from '#app/xero/follow-xero-events.ts'
import { checkXeroConnections } from '#app/xero/check-xero-connections.ts'
import { keepXeroAccess } from '#app/xero/keep-xero-access.ts'
import type { JobName, JobPayload } from '#app/jobs.ts'
import { RetryLater } from './retry-later.ts'

type Handlers = {
  [Name in JobName]?: (services: Services, payload: JobPayload<Name>) => Promise<void>
}

/** One entry per job in app/jobs.ts; each is a shell around a verb. */
export const handlers: Handlers = {
  'read-contacts': async (services, { workspaceId, importId }) => {
    const progress = await readContacts(systemContext(services, workspaceId), { importId })
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
  'apply-contact-import': async (services, { workspaceId, importId }) => {
    await applyContactImportRows(systemContext(services, workspaceId), { importId })
  },
  'number-contacts': async (services, { workspaceId, importId }) => {
    const progress = await numberContacts(systemContext(services, workspaceId), { importId })
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
  'check-file-import': async (services, { workspaceId, importId }) => {
    await checkFileImportRows(systemContext(services, workspaceId), { importId })
  },
  'apply-file-import': async (services, { workspaceId, importId }) => {
    await applyFileImportRows(systemContext(services, workspaceId), { importId })
  },
  'start-nightly-imports': async (services) => {
    await startNightlyImports(systemContext(services, ''))
  },
  'check-budgets': async (services) => {
    await checkBudgets(systemContext(services, ''))
  },
  'check-xero-connections': async (services) => {
    await checkXeroConnections(systemContext(services, ''))
  },
  'keep-xero-access': async (services, { workspaceId, connectionId, refreshedAt }) => {
    const ctx = systemContext(services, workspaceId)
    const begun = { connectionId, refreshedAt: new Date(refreshedAt) }
    const progress = await keepXeroAccess(ctx, begun)
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
  'send-xero-documents': async (services, { workspaceId, connectionId }) => {
    const ctx = systemContext(services, workspaceId)
    const progress = await sendXeroDocuments(ctx, { connectionId })
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
  'change-xero-documents': async (services, { workspaceId, connectionId }) => {
    const ctx = systemContext(services, workspaceId)
    const progress = await changeXeroDocuments(ctx, { connectionId })
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
  'follow-xero-events': async (services, { workspaceId, connectionId }) => {
    const progress = await followXeroEvents(systemContext(services, workspaceId), { connectionId })
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
  'attach-to-xero-documents': async (services, { workspaceId, connectionId }) => {
    const ctx = systemContext(services, workspaceId)
    const progress = await attachToXeroDocuments(ctx, { connectionId })
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
  'send-email': async (services, { workspaceId, emailId }) => {
    const progress = await sendEmail(systemContext(services, workspaceId), { emailId })
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
  'start-reminders': async (services) => {
    await startReminders(systemContext(services, ''))
  },
  'send-due-reminder': async (services, { workspaceId, invoiceId }) => {
    await sendDueReminder(systemContext(services, workspaceId), { invoiceId })
  },
  'start-recurring-invoices': async (services) => {
    await startRecurringInvoices(systemContext(services, ''))
  },
  'make-recurring-invoices': async (services, { workspaceId, recurringInvoiceId }) => {
    await makeRecurringInvoices(systemContext(services, workspaceId), { recurringInvoiceId })
  },
  'email-recurring-invoice': async (services, { workspaceId, invoiceId }) => {
    await emailRecurringInvoice(systemContext(services, workspaceId), { invoiceId })
  },
  'start-document-readings': async (services) => {
    await startDocumentReadings(systemContext(services, ''))
  },
  'read-documents-back': async (services, { workspaceId, connectionId }) => {
    await readDocumentsBack(systemContext(services, workspaceId), { connectionId })
  },
}
