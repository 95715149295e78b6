import {
  countFileRows,
  type FileCounts,
  type FileFinding,
  type FileResult,
  listMissingNames,
  listRawRows,
} from '#db/file-import-rows.ts'
import type { Creates, FileImport } from '#db/file-imports.ts'
import { type ForeignLayout, foreignLayouts } from '#domain/foreign-layouts.ts'
import type { SheetFormats } from '#domain/sheet-formats.ts'
import type { Context } from '../context.ts'
import { filled } from './import-views.ts'

const findings: FileFinding[] = ['new', 'changed', 'same', 'conflict', 'error']
const results: FileResult[] = ['created', 'updated', 'unchanged', 'skipped', 'failed']
const samplesShown = 3
const missingShown = 100
const rowsForSamples = 60
const sampleLength = 80

export type FileImportView = Omit<
  FileImport,
  'headings' | 'matching' | 'layout' | 'options' | 'round' | 'requestedBy'
> & {
  /** The program whose export it is, where it is recognised. */
  program: ForeignLayout | null
  counts: Record<FileFinding, number>
  results: Record<FileResult, number>
  toApply: number
}

export type FileImportDetail = FileImportView & {
  columns: { heading: string; field: string | null; samples: string[] }[]
  formats: SheetFormats
  /** False where the days could mean two things: a person says which. */
  isDateSure: boolean
  creates: Creates
  /** What rows name that does not exist and may not be created. */
  missing: { field: string; name: string; rows: number }[]
}

/** Imports with how many rows of each finding and result they have. */
export async function viewFileImports(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  imports: FileImport[],
): Promise<FileImportView[]> {
  const importIds = imports.map((each) => each.id)
  const counts = await countFileRows(ctx.db, { workspaceId: ctx.workspaceId, importIds })
  return imports.map((each) => viewOf(each, counts.get(each.id)))
}

/** One import with its columns, and what stands in them. */
export async function viewFileImport(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  found: FileImport,
): Promise<FileImportDetail> {
  const { workspaceId } = ctx
  const { id: importId, headerRow, headings, matching } = found
  const counts = await countFileRows(ctx.db, { workspaceId, importIds: [importId] })
  const limit = headerRow + rowsForSamples
  const rows = await listRawRows(ctx.db, { workspaceId, importId, limit })
  const below = rows.filter((row) => row.position > headerRow)
  const columns = headings.map((heading, index) => {
    const filled = below.map((row) => (row.cells[index] ?? '').trim()).filter((cell) => cell !== '')
    const samples = [...new Set(filled)].slice(0, samplesShown)
    return {
      heading: cut(heading),
      field: matching[index] ?? null,
      samples: samples.map(cut),
    }
  })
  const { formats, isDateSure, creates } = found.options
  const missing = await listMissingNames(ctx.db, { workspaceId, importId, limit: missingShown })
  return {
    ...viewOf(found, counts.get(importId)),
    columns,
    formats,
    isDateSure,
    creates,
    missing: found.state === 'ready' ? missing : [],
  }
}

function viewOf(found: FileImport, counts: FileCounts | undefined): FileImportView {
  const {
    headings: _,
    matching: _fields,
    layout,
    options: _options,
    round: _round,
    ...rest
  } = found
  const { requestedBy: _by, ...shown } = rest
  return {
    ...shown,
    program: foreignLayouts.find((each) => each === layout) ?? null,
    counts: filled(findings, counts?.findings),
    results: filled(results, counts?.results),
    toApply: counts?.toApply ?? 0,
  }
}

function cut(text: string): string {
  return text.length > sampleLength ? `${text.slice(0, sampleLength)}…` : text
}
