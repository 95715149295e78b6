import { allow } from '#app/allow.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { type Context, inTransaction } from '#app/context.ts'
import type { Contact, Element, Outcome } from '#app/ports/accounting.ts'
import { explainOutcome } from '#app/parts/record-xero-call.ts'
import { type Progress, waitAfter } from '#app/parts/sending-step.ts'
import { listNumbersToTell, setNumbersTold } from '#db/contact-import-rows.ts'
import { findImport } from '#db/contact-imports.ts'
import { findConnection } from '#db/xero-connections.ts'
import { batchSize } from '#domain/sending.ts'
import { assert } from '#lib/assert.ts'
import { contentHash } from '#lib/content-hash.ts'

type Told = { position: number; isWritten: boolean; detail: string | null }

/**
 * Tells Xero the numbers that an import gave to clients whose contacts had none. The same number said twice is the same
 * number, so what was not answered is simply said again.
 */
export async function numberContacts(
  ctx: Context,
  { importId }: { importId: string },
): Promise<Progress> {
  allow(ctx, 'xero:import')
  const { workspaceId } = ctx
  const key = { workspaceId, importId }
  const found = await findImport(ctx.db, key)
  if (!found) return { kind: 'done' }
  const { connectionId } = found
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  assert(connection, 'an import has its connection')
  for (;;) {
    const rows = await listNumbersToTell(ctx.db, { ...key, limit: batchSize })
    if (rows.length === 0) return { kind: 'done' }
    const numbers = rows.map(({ contactId, accountNumber }) => ({ contactId, accountNumber }))
    const idempotencyKey = `${connection.tenantId}:${contentHash([importId, numbers])}`
    const outcome = await callXero(
      ctx,
      {
        connectionId,
        purpose: 'number_contacts',
        subject: { kind: 'contact_import', id: importId },
      },
      async (session) =>
        await ctx.accounting.setAccountNumbers(session, { numbers, idempotencyKey }),
    )
    if (outcome.kind !== 'ok' && outcome.kind !== 'rejected') {
      return { kind: 'retry', afterSeconds: waitAfter(outcome).seconds }
    }
    const told = rows.map(({ position }, index) => toldOf(position, { outcome, index }))
    await inTransaction(ctx, async (tx) => await setNumbersTold(tx, { ...key, told }))
  }
}

type Answer = Extract<Outcome<Element<Contact>[]>, { kind: 'ok' | 'rejected' }>

function toldOf(position: number, { outcome, index }: { outcome: Answer; index: number }): Told {
  if (outcome.kind === 'rejected') {
    return { position, isWritten: false, detail: explainOutcome(outcome) }
  }
  const element = outcome.value[index]
  if (element?.kind === 'ok') return { position, isWritten: true, detail: null }
  const detail = element
    ? explainOutcome({ kind: 'rejected', problem: element.problem, receipt: outcome.receipt })
    : null
  return { position, isWritten: false, detail }
}
