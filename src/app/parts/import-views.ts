import {
  type ContactImport,
  countImportRows,
  type Finding,
  type ImportCounts,
  type RowResult,
} from '#db/contact-imports.ts'
import type { Context } from '../context.ts'

const findings: Finding[] = ['new', 'changed', 'same', 'conflict', 'archived', 'skipped']
const results: RowResult[] = ['created', 'updated', 'linked', 'unchanged', 'skipped', 'failed']

export type ContactImportView = Omit<ContactImport, 'connectionId' | 'requestedBy' | 'groupId'> & {
  counts: Record<Finding, number>
  results: Record<RowResult, number>
  toApply: number
}

/** Imports with how many rows of each finding and result they have. */
export async function viewImports(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  imports: ContactImport[],
): Promise<ContactImportView[]> {
  const importIds = imports.map((each) => each.id)
  const counts = await countImportRows(ctx.db, { workspaceId: ctx.workspaceId, importIds })
  return imports.map((each) => viewImport(each, counts.get(each.id)))
}

function viewImport(
  {
    connectionId: _connectionId,
    requestedBy: _requestedBy,
    groupId: _groupId,
    ...rest
  }: ContactImport,
  counts: ImportCounts | undefined,
): ContactImportView {
  return {
    ...rest,
    counts: filled(findings, counts?.findings),
    results: filled(results, counts?.results),
    toApply: counts?.toApply ?? 0,
  }
}

/** Counts with a zero for each name that has none. */
export function filled<Name extends string>(
  names: Name[],
  counts: Partial<Record<Name, number>> | undefined,
): Record<Name, number> {
  const entries = names.map((name) => [name, counts?.[name] ?? 0])
  return Object.fromEntries(entries) as Record<Name, number> // Every name is there.
}
