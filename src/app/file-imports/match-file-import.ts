import { say } from '#domain/words/say.ts'
import { allow, may } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type FileImportDetail, viewFileImport } from '#app/parts/file-import-view.ts'
import { findSheetRows } from '#app/parts/find-sheet-rows.ts'
import { allowKind } from '#app/parts/sheet-permission.ts'
import {
  guessFields,
  guessFormats,
  headingsOf,
  layoutOf,
  rowsBelow,
} from '#app/parts/sheet-rows.ts'
import { refuse } from '#app/refuse.ts'
import { clearFindings, countRowsBelow, listRawRows, setFindings } from '#db/file-import-rows.ts'
import {
  type Creates,
  type FileImport,
  lockFileImport,
  saveSheetFormats,
  saveSheetMatchings,
  updateFileImport,
} from '#db/file-imports.ts'
import { joinInBulk, type Transaction } from '#db/database.ts'
import type { ClientFieldName } from '#domain/client-sheet.ts'
import { headingKey, type Matching } from '#domain/sheet-columns.ts'
import type { SheetFormats } from '#domain/sheet-formats.ts'
import { importPermission, lackWords, matchingLack, sheetFieldsOf } from '#domain/sheet-kinds.ts'

type Request = {
  importId: string
  /** The row that has the headings; as it is when left out. */
  headerRow?: number | undefined
  /** For each column its field, or null; guessed anew when left out. */
  fields?: (string | null)[] | undefined
  /** How days, numbers and durations are written; recognised when left out. */
  formats?: SheetFormats | undefined
  /** What rows may name that does not exist yet. */
  creates?: Creates | undefined
}

/** Rows that tell how a file is written. */
const rowsLookedAt = 2000

/** Says which column is what, and finds out what the file would change. May be said again until the file is applied. */
export async function matchFileImport(
  ctx: Context,
  { importId, headerRow: asked, ...request }: Request,
): Promise<FileImportDetail> {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  const { workspaceId } = ctx
  const key = { workspaceId, importId }
  const matched = await inTransaction(ctx, async (tx): Promise<FileImport> => {
    const found = await lockFileImport(tx, key)
    if (!found) refuse('file_import_not_found')
    allowKind(ctx, found.kind)
    if (found.state === 'applying' || found.state === 'done') refuse('file_import_is_not_open')

    const headerRow = asked ?? found.headerRow
    const first = await listRawRows(tx, { ...key, limit: headerRow + rowsLookedAt })
    const rowsTotal = await countRowsBelow(tx, { ...key, headerRow })
    if (rowsTotal === 0) {
      const detail = say('There are no rows below this one.')
      refuse('input_is_not_valid', { field: 'headerRow', detail })
    }
    const headings = headerRow === found.headerRow ? found.headings : headingsOf(first, headerRow)
    const { kind } = found
    const layout = layoutOf(kind, headings)
    const { fields, formats, creates = found.options.creates } = request
    if (fields) refuseUnlessMatching(kind, { fields, headings })
    if (request.creates) refuseUnlessCreating(ctx, request.creates)
    await clearFindings(tx, key)
    const reader = { ...ctx, db: tx }
    const matching = fields ?? (await guessFields(reader, { kind, layout, headings }))
    const rows = rowsBelow(first, headerRow)
    const written = formats
      ? { formats, isDateSure: true }
      : await guessFormats(reader, { kind, layout, matching, rows })
    const round = found.round + 1
    const options = { ...written, creates }
    const about = { headerRow, headings, layout, matching, options, rowsTotal, round }
    const changes = { ...about, rowsChecked: 0, state: 'matching' as FileImport['state'] }
    if (fields) {
      // Without headings there is nothing to recognise the columns by the next time.
      if (headerRow > 0) await remember(ctx, tx, { found: { ...found, ...changes }, formats })
      if (kind === 'clients') {
        await findClients(tx, { ...key, headerRow, matching: fields, width: headings.length })
        changes.state = 'ready'
      } else {
        await ctx.enqueue(tx, 'check-file-import', key, { lane: workspaceId })
        changes.state = 'checking'
      }
    }
    await updateFileImport(tx, { ...key, changes })
    return { ...found, ...changes }
  })
  return await viewFileImport(ctx, matched)
}

async function findClients(
  tx: Transaction,
  given: {
    workspaceId: string
    importId: string
    headerRow: number
    matching: Matching
    width: number
  },
): Promise<void> {
  const { workspaceId, importId, headerRow, width } = given
  await joinInBulk(tx)
  const rows = rowsBelow(await listRawRows(tx, { workspaceId, importId }), headerRow)
  const matching = given.matching as Matching<ClientFieldName> // Only fields of the kind are ever matched.
  const findings = await findSheetRows(tx, { workspaceId, rows, matching, width })
  await setFindings(tx, { workspaceId, importId, rows: findings })
}

function refuseUnlessMatching(
  kind: FileImport['kind'],
  { fields, headings }: { fields: Matching; headings: string[] },
): void {
  const because = (detail: string) => refuse('input_is_not_valid', { field: 'fields', detail })
  if (fields.length !== headings.length) {
    because(
      say('The file has {{count}} columns: give as many fields, null for those left out.', {
        count: headings.length,
      }),
    )
  }
  const given = fields.filter((field) => field !== null)
  const known: string[] = sheetFieldsOf[kind].map(({ name }) => name)
  const foreign = given.find((field) => !known.includes(field))
  if (foreign !== undefined)
    because(
      say('There is no field {{field}} here. There are: {{known}}.', {
        field: foreign,
        known: known.join(', '),
      }),
    )
  const twice = given.find((field, index) => given.indexOf(field) !== index)
  if (twice !== undefined)
    because(say('Two columns cannot both be the field {{field}}.', { field: twice }))
  const lack = matchingLack(kind, fields)
  if (lack) because(lackWords[lack])
}

/** What is created along the way takes the same permission as elsewhere. */
function refuseUnlessCreating(ctx: Context, creates: Creates): void {
  for (const kind of ['clients', 'projects', 'tasks'] as const) {
    if (!creates[kind] || may(ctx, importPermission[kind])) continue
    const detail = say('Your role cannot create {{kind}}.', { kind })
    refuse('not_allowed', { field: `creates.${kind}`, detail })
  }
}

async function remember(
  ctx: Context,
  tx: Transaction,
  { found, formats }: { found: FileImport; formats: SheetFormats | undefined },
): Promise<void> {
  const { kind, layout, headings, matching } = found
  const byKey = new Map<string, string | null>()
  for (const [index, heading] of headings.entries()) {
    const key = headingKey(heading)
    const field = matching[index] ?? null
    if (key !== '' && (field !== null || !byKey.has(key))) byKey.set(key, field)
  }
  const about = { workspaceId: ctx.workspaceId, kind, layout, matchedAt: ctx.clock.now() }
  const fields = [...byKey].map(([key, field]) => ({ key, field }))
  await saveSheetMatchings(tx, { ...about, fields })
  if (formats) await saveSheetFormats(tx, { ...about, formats })
}
