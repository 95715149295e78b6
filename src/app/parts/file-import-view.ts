import {
  countFileRows,
  type FileCounts,
  type FileFinding,
  type FileResult,
  listRawRows,
} from '#db/file-import-rows.ts'
import type { FileImport } from '#db/file-imports.ts'
import type { Context } from '../context.ts'
import { filled } from './import-views.ts'

const findings: FileFinding[] = ['new', 'changed', 'same', 'conflict', 'error']
const results: FileResult[] = ['created', 'updated', 'unchanged', 'skipped', 'failed']
const samplesShown = 3
const rowsForSamples = 60
const sampleLength = 80

export type FileImportView = Omit<FileImport, 'headings' | 'matching'> & {
  counts: Record<FileFinding, number>
  results: Record<FileResult, number>
  toApply: number
}

export type FileImportDetail = FileImportView & {
  columns: { heading: string; field: string | null; samples: string[] }[]
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
  return { ...viewOf(found, counts.get(importId)), columns }
}

function viewOf(
  { headings: _headings, matching: _matching, ...rest }: FileImport,
  counts: FileCounts | undefined,
): FileImportView {
  return {
    ...rest,
    counts: filled(findings, counts?.findings),
    results: filled(results, counts?.results),
    toApply: counts?.toApply ?? 0,
  }
}

function cut(text: string): string {
  return text.length > sampleLength ? `${text.slice(0, sampleLength)}…` : text
}
