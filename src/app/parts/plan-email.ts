import type { Transaction } from '#db/database.ts'
import { type EmailKind, insertEmail } from '#db/emails.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { Language } from '#lib/languages.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'

export type PlannedEmail = {
  kind: EmailKind
  to: string[]
  cc?: string[]
  bcc?: string[]
  replyTo?: string | null
  language: Language
  subject: string
  body: string
  invoiceId?: string
  reminderStep?: number
  fileId?: string
  fileName?: string
  eInvoiceFileId?: string | null
  eInvoiceFileName?: string | null
}

/** Writes an e-mail down and has it sent, both only when the transaction commits. Refuses where nothing can be sent. */
export async function planEmail(
  ctx: Context,
  tx: Transaction,
  planned: PlannedEmail,
): Promise<string> {
  const { workspaceId, memberId, mailer } = ctx
  if (mailer.from === null) refuse('mail_is_off')
  const { name } = await getWorkspace(tx, { workspaceId })
  const id = newId()
  const host = mailer.from.split('@').at(-1) ?? ''
  const email = {
    cc: [],
    bcc: [],
    replyTo: null,
    invoiceId: null,
    reminderStep: null,
    fileId: null,
    fileName: null,
    eInvoiceFileId: null,
    eInvoiceFileName: null,
    ...planned,
    id,
    senderName: name,
    messageId: `<${id}@${host}>`,
    plannedBy: memberId,
    plannedAt: ctx.clock.now(),
  }
  await insertEmail(tx, { workspaceId, email })
  await ctx.enqueue(tx, 'send-email', { workspaceId, emailId: id })
  return id
}
