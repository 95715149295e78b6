import { findClientLanguage } from '#db/clients.ts'
import type { Database } from '#db/database.ts'
import type { Invoice } from '#db/invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { type Language, languageOf } from '#lib/languages.ts'

/** What an invoice is written in: as it was chosen for it, else as the client reads, else as the workspace writes. */
export async function invoiceLanguage(
  db: Database,
  {
    workspaceId,
    invoice,
  }: { workspaceId: string; invoice: Pick<Invoice, 'language' | 'clientId'> },
): Promise<Language> {
  const { language, clientId } = invoice
  const chosen = language ?? (await findClientLanguage(db, { workspaceId, clientId }))
  return chosen ?? languageOf((await getWorkspace(db, { workspaceId })).language) ?? 'en'
}
