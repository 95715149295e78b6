import { say } from './words/say.ts'
import { type ClientFinder, type Similarity, similarityWords } from './client-suggestion.ts'
import { type ClientRow, type SheetClient, withRow } from './client-sheet.ts'
import { fieldChanges } from './contact-changes.ts'
import type { RowProblem } from './sheet-row.ts'

// Which client a row of a file is, and what it would change.

export type KnownClient = SheetClient & { id: string }

export type SheetReason =
  | Similarity
  | 'number_differs_in_case_or_spaces'
  | 'several_rows_have_this_number'
  | 'several_rows_have_this_name'
  | 'row_has_no_number'
  | 'row_came_in_before'

export type SheetFinding = 'new' | 'changed' | 'same' | 'conflict' | 'error'

export type FoundRow = {
  finding: SheetFinding
  reason: SheetReason | null
  problems: RowProblem[]
  clientId: string | null
  changes: { field: string; from: unknown; to: unknown }[]
}

/**
 * What a row is. The client number decides; without one a client is only suggested, and a person decides, but a row that says
 * nothing new about such a client is the same.
 */
export function matchRow(
  row: ClientRow,
  known: {
    /** The client whose number it is, apart from case and spaces. */
    numbered: KnownClient | undefined
    clients: ReadonlyMap<string, KnownClient>
    finder: ClientFinder
  },
): FoundRow {
  const { numbered } = known
  if (numbered) {
    const changes = changesOf(numbered, row)
    if (numbered.number?.trim() !== row.number) {
      return found('conflict', {
        reason: 'number_differs_in_case_or_spaces',
        client: numbered,
        changes,
      })
    }
    return found(changes.length > 0 ? 'changed' : 'same', { client: numbered, changes })
  }
  const suggested = known.finder.find(row)
  const similar = suggested && known.clients.get(suggested.client.id)
  // Who has a number already has another one than this row.
  if (!suggested || !similar || (row.number !== null && similar.number !== null)) {
    return found('new', { reason: row.number === null ? 'row_has_no_number' : null })
  }
  const changes = changesOf(similar, row)
  if (row.number === null && changes.length === 0) return found('same', { client: similar })
  return found('conflict', { reason: suggested.similarity, client: similar, changes })
}

function changesOf(client: KnownClient, row: ClientRow): FoundRow['changes'] {
  const { id: _id, ...before } = client
  return fieldChanges(before, withRow(before, row))
}

function found(
  finding: SheetFinding,
  values: {
    reason?: SheetReason | null
    client?: KnownClient
    changes?: FoundRow['changes']
  },
): FoundRow {
  const { reason = null, client, changes = [] } = values
  return { finding, reason, problems: [], clientId: client?.id ?? null, changes }
}

/** A row that cannot be read. */
export function unreadableRow(problems: RowProblem[]): FoundRow {
  return { finding: 'error', reason: null, problems, clientId: null, changes: [] }
}

/** What is chosen for a row until somebody chooses: what is certain comes in, what is not waits. */
export function firstChoice({ finding }: Pick<FoundRow, 'finding'>): 'apply' | 'skip' {
  return finding === 'conflict' || finding === 'error' ? 'skip' : 'apply'
}

/** A row with errors must be corrected in the file first. */
export function canApplyRow({ finding }: { finding: string }): boolean {
  return finding !== 'error'
}

const reasonWords: Record<SheetReason, string> = {
  ...similarityWords,
  number_differs_in_case_or_spaces: say(
    'A client has this number, but written with other capitals or spaces.',
  ),
  several_rows_have_this_number: say('Several rows have this number. Keep one of them.'),
  several_rows_have_this_name: say('An earlier row without a number has this name too.'),
  row_has_no_number: say(
    'The row has no client number, so it becomes a new client without a number.',
  ),
  row_came_in_before: say('This row came in before.'),
}

/** One sentence that explains a finding; a reason from another version is shown as it is. */
export function explainRow(reason: string): string {
  return Object.hasOwn(reasonWords, reason) ? reasonWords[reason as SheetReason] : reason
}
