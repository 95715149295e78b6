import { type Services, systemContext } from '#app/context.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import { applyContactImportRows } from '#app/imports/apply-contact-import-rows.ts'
import { readContacts } from '#app/imports/read-contacts.ts'
import { startNightlyImports } from '#app/imports/start-nightly-imports.ts'
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
  'start-nightly-imports': async (services) => {
    await startNightlyImports(systemContext(services, ''))
  },
  'send-xero-documents': async (services, { workspaceId, connectionId }) => {
    const ctx = systemContext(services, workspaceId)
    const progress = await sendXeroDocuments(ctx, { connectionId })
    if (progress.kind === 'retry') throw new RetryLater(progress.afterSeconds)
  },
}
