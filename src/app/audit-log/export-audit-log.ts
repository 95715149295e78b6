import { readerSettings } from '#app/parts/reader-settings.ts'
import { fileWords } from '#domain/words/file-words.ts'
import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type AskedOfAudit, auditFilterOf } from '#app/parts/audit-filter.ts'
import { sheetFor } from '#app/parts/sheet-for.ts'
import { type AuditEntry, type AuditFilter, listAuditRows } from '#db/audit-log.ts'
import type { Sheet, SheetCell } from '#lib/sheet.ts'

const readAtOnce = 1000

/** The log as a table, newest first: one row for each field that changed. */
export async function exportAuditLog(ctx: Context, asked: AskedOfAudit): Promise<Sheet> {
  allow(ctx, 'audit:read')
  const words = fileWords((await readerSettings(ctx)).language)
  const columns = [
    'When (UTC)',
    'Person',
    'API token',
    'Action',
    'What',
    'Name',
    'Field',
    'Before',
    'After',
  ] as const
  return await sheetFor(ctx, {
    name: words('Audit-log'),
    columns: columns.map((each) => words(each)),
    rows: sheetRows(ctx, await auditFilterOf(ctx, asked)),
  })
}

async function* sheetRows(ctx: Context, filter: AuditFilter): AsyncGenerator<SheetCell[]> {
  const { workspaceId } = ctx
  let beforeId: string | undefined
  for (;;) {
    // Each page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const rows = await listAuditRows(ctx.db, {
      ...filter,
      workspaceId,
      limit: readAtOnce,
      beforeId,
    })
    for (const row of rows) yield* rowsOf(row)
    beforeId = rows.at(-1)?.id
    if (rows.length < readAtOnce) return
  }
}

function rowsOf(entry: AuditEntry): SheetCell[][] {
  const { happenedAt, memberName, tokenName, action, subject, subjectName, changes } = entry
  const who = [happenedAt.toISOString(), memberName ?? 'Hourbook', tokenName]
  const what = [action, subject, subjectName]
  if (changes.length === 0) return [[...who, ...what, null, null, null]]
  return changes.map(({ field, before, after }) => [
    ...who,
    ...what,
    field,
    textOf(before),
    textOf(after),
  ])
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
