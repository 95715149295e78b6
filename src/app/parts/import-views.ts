import {
  type ContactImport,
  countImportRows,
  type Finding,
  type ImportCounts,
  type RowResult,
} from '#db/contact-imports.ts'
import { listConnections } from '#db/xero-connections.ts'
import type { Context } from '../context.ts'

const findings: Finding[] = ['new', 'changed', 'same', 'conflict', 'archived', 'skipped']
const results: RowResult[] = ['created', 'updated', 'linked', 'unchanged', 'skipped', 'failed']

export type ContactImportView = Omit<ContactImport, 'requestedBy' | 'groupId'> & {
  administrationName: string

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
  const connections = await listConnections(ctx.db, { workspaceId: ctx.workspaceId })
  const nameOf = new Map(connections.map((each) => [each.id, each.name]))
  return imports.map((each) => ({
    ...viewImport(each, counts.get(each.id)),
    administrationName: nameOf.get(each.connectionId) ?? '',
  }))
}

function viewImport(
  { requestedBy: _requestedBy, groupId: _groupId, ...rest }: ContactImport,
  counts: ImportCounts | undefined,
): Omit<ContactImportView, 'administrationName'> {
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
