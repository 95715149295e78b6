import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { claimBatch, deliver } from '#app/parts/deliver-documents.ts'
import { type ContactsToLink, findContactsToLink, linkContacts } from '#app/parts/link-contacts.ts'
import { refreshOrganisationFacts } from '#app/parts/organisation-facts.ts'
import type { Organisation } from '#app/ports/accounting.ts'
import {
  afterLeases,
  type Progress,
  type Step,
  sumUp,
  takeSteps,
  waitAfter,
} from '#app/parts/sending-step.ts'
import { settleUncertain } from '#app/parts/settle-documents.ts'
import { findUnfinishedChanges } from '#db/xero-document-changes.ts'
import { findConnection, type XeroConnection } from '#db/xero-connections.ts'
import { batchesAtOnce } from '#domain/sending.ts'
import type { XeroDocumentKind } from '#db/xero-documents.ts'
import { hasAttachmentsToSend } from '#db/xero-attachments.ts'
import { findUnfinished, rejectPlannedInOtherCurrency } from '#db/xero-sending.ts'
import { wakeXeroAttachments, wakeXeroChanges } from '#app/parts/wake-xero-documents.ts'

const stepsPerJob = 40
const uncertainSeconds = 300

/**
 * Keeps the promise of every document that is planned for an organisation: each comes to be in Xero once, or is refused.
 * Safe to run any number of times, even at once, and to be killed anywhere.
 */
export async function sendXeroDocuments(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<Progress> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  if (!connection) return { kind: 'done' }

  const progress = await sendAll(ctx, connection)
  await wakeAttachments(ctx, connectionId)
  await wakeEmails(ctx, connectionId)
  return progress
}

async function sendAll(ctx: Context, connection: XeroConnection): Promise<Progress> {
  const agenda: Agenda = {
    settle: true,
    link: true,
    round: 0,
    organisation: null,
    contacts: undefined,
  }
  return await takeSteps({
    stepsPerJob,
    uncertainSeconds,
    takeStep: async (round) => {
      if (round > agenda.round) agenda.settle = true
      agenda.round = round
      return await takeStep(ctx, { connection, agenda })
    },
    whatIsLeft: async () => await whatIsLeft(ctx, connection),
  })
}

type Agenda = {
  settle: boolean
  link: boolean
  round: number
  /** As Xero has it now; read once in a job, and only when something is to be sent. */
  organisation: Organisation | null
  /** What was found beside it of the contacts. */
  contacts: ContactsToLink | undefined
}

/** What goes with the documents that Xero has by now is sent apart: a large file must not hold up the next document. */
async function wakeAttachments(ctx: Context, connectionId: string): Promise<void> {
  const { workspaceId } = ctx
  if (!(await hasAttachmentsToSend(ctx.db, { workspaceId, connectionId }))) return
  await inTransaction(ctx, async (tx) => {
    await wakeXeroAttachments(ctx, tx, { connectionId })
  })
}

/** E-mails that were asked for with the documents go out once Xero has them. */
async function wakeEmails(ctx: Context, connectionId: string): Promise<void> {
  const { workspaceId } = ctx
  const { count } = await findUnfinishedChanges(ctx.db, { workspaceId, connectionId })
  if (count === 0) return
  await inTransaction(ctx, async (tx) => {
    await wakeXeroChanges(ctx, tx, { connectionId })
  })
}

/** What is uncertain comes first, then contacts, invoices and journals. Nothing goes out in another currency. */
async function takeStep(
  ctx: Context,
  { connection, agenda }: { connection: XeroConnection; agenda: Agenda },
): Promise<Step> {
  if (agenda.settle) {
    const settled = await settleUncertain(ctx, connection)
    if (settled.kind !== 'idle') return settled
    agenda.settle = false
  }
  const { id: connectionId } = connection
  const { planned } = await findUnfinished(ctx.db, { workspaceId: ctx.workspaceId, connectionId })
  if (planned === 0) return { kind: 'idle' }
  if (!agenda.organisation) {
    // Neither needs what the other finds out.
    const [outcome, contacts] = await Promise.all([
      refreshOrganisationFacts(ctx, connection),
      findContactsToLink(ctx, connection),
    ])
    if (outcome.kind !== 'ok') return waitAfter(outcome)
    agenda.organisation = outcome.value
    const rejected = await rejectOtherCurrencies(ctx, { connection, organisation: outcome.value })
    // Some of these clients may have nothing left that is sent.
    agenda.contacts = rejected === 0 ? contacts : undefined
  }
  const { organisation } = agenda
  const { baseCurrency: currency } = organisation
  if (agenda.link) {
    const found = agenda.contacts ?? (await findContactsToLink(ctx, connection))
    agenda.contacts = undefined
    if (found) {
      const linked = await linkContacts(ctx, { connection, found })
      if (linked.kind !== 'worked' || !found.isAll) return linked
    }
    agenda.link = false
  }
  const invoices = await sendSideBySide(ctx, { connection, currency, kind: 'invoice' })
  if (invoices.kind !== 'idle') return invoices
  return await sendSideBySide(ctx, { connection, currency, kind: 'manual_journal' })
}

async function rejectOtherCurrencies(
  ctx: Context,
  { connection, organisation }: { connection: XeroConnection; organisation: Organisation },
): Promise<number> {
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const connectionId = connection.id
    return await rejectPlannedInOtherCurrency(tx, { workspaceId, connectionId, organisation })
  })
}

// Answers of thousands of lines keep this process busy: claims that go one after the other would leave Xero without work.
const claimsAtOnce = 2

/** Sends several batches at once. The first go out while the next are claimed; claims keep them apart, as they keep workers apart. */
async function sendSideBySide(
  ctx: Context,
  what: { connection: XeroConnection; kind: XeroDocumentKind; currency: string },
): Promise<Step> {
  const sending: Promise<Step>[] = []
  let left = batchesAtOnce
  const claimAndSend = async () => {
    while (left > 0) {
      left -= 1
      const batch = await claimBatch(ctx, what)
      if (!batch) return void (left = 0)
      const sent = deliver(ctx, batch)
      sent.catch(() => {}) // It is thrown below, when all have ended.
      sending.push(sent)
    }
  }
  const claimed = await Promise.allSettled(Array.from({ length: claimsAtOnce }, claimAndSend))
  await Promise.allSettled(sending)
  for (const each of claimed) if (each.status === 'rejected') throw each.reason
  return sumUp(await Promise.all(sending))
}

async function whatIsLeft(ctx: Context, { id: connectionId }: XeroConnection): Promise<Progress> {
  const { workspaceId } = ctx
  const left = await findUnfinished(ctx.db, { workspaceId, connectionId })
  return afterLeases(ctx, { ...left, count: left.planned + left.unsettled })
}
