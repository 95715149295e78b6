import { say } from '#domain/words/say.ts'
import {
  type ContactImport,
  failForgottenImports,
  type ImportMode,
  type ImportTrigger,
  insertImport,
} from '#db/contact-imports.ts'
import type { Transaction } from '#db/database.ts'
import { findConnection } from '#db/xero-connections.ts'
import { assert } from '#lib/assert.ts'
import { secondsAfter } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { audit } from './audit.ts'

const forgottenAfterSeconds = 24 * 60 * 60

/** Writes an import down and wakes the worker; undefined when one of the same organisation is at work. */
export async function beginImport(
  ctx: Context,
  tx: Transaction,
  {
    connectionId,
    trigger,
    mode,
  }: { connectionId: string; trigger: ImportTrigger; mode: ImportMode },
): Promise<ContactImport | undefined> {
  const { workspaceId, clock } = ctx
  const createdAt = clock.now()
  await failForgottenImports(tx, {
    workspaceId,
    connectionId,
    startedBefore: secondsAfter(createdAt, -forgottenAfterSeconds),
    problem: say('The import did not end within a day.'),
    finishedAt: createdAt,
  })
  const connection = await findConnection(tx, { workspaceId, connectionId })
  assert(connection, 'an import has its connection')
  const { importScope: scope, importGroupId: groupId, importGroupName: groupName } = connection
  const begun = await insertImport(tx, {
    workspaceId,
    id: newId(),
    connectionId,
    trigger,
    mode,
    scope,
    groupId,
    groupName,
    requestedBy: ctx.memberId,
    createdAt,
  })
  if (begun) {
    const about = { subject: 'contact_import', id: begun.id, name: connection.name } as const
    await audit(ctx, tx, {
      action: 'started',
      ...about,
      after: { trigger, mode, scope, groupName },
    })
    const payload = { workspaceId, importId: begun.id }
    await ctx.enqueue(tx, 'read-contacts', payload, { lane: connectionId })
  }
  return begun
}
