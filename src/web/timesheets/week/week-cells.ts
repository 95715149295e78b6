import { answered, api, Refusal, type AnswerOf } from '#client/api.ts'
import { secondsOfWork, type TypedWork } from '#domain/duration.ts'
import { queryOptions } from '@tanstack/react-query'

export type Week = AnswerOf<'/api/v1/timesheet-week'>
export type WeekRow = Week['rows'][number]
export type CellEntry = WeekRow['entries'][number]
export type RowName = Pick<
  WeekRow,
  'projectId' | 'projectName' | 'clientName' | 'taskId' | 'taskName'
>

/** What a person typed into a cell and is not yet, or cannot be, what the server has. */
export type Edit = {
  text: string
  work: TypedWork | null
  state: 'saving' | 'failed' | 'changed_elsewhere' | 'refused' | 'not_understood'
  /** What is the matter, in words. */
  message: string | null
}

export function weekQuery({ from, memberId }: { from: string; memberId: string }) {
  return queryOptions({
    queryKey: ['time-entries', 'week', memberId, from],
    queryFn: () =>
      answered(api.GET('/api/v1/timesheet-week', { params: { query: { from, memberId } } })),
  })
}

export function rowKey({
  projectId,
  taskId,
}: {
  projectId: string
  taskId: string | null
}): string {
  return `${projectId} ${taskId ?? ''}`
}

export function cellKey(row: { projectId: string; taskId: string | null }, day: string): string {
  return `${rowKey(row)} ${day}`
}

/** The seconds that a cell shows: what was typed, as soon as it means something. */
export function shownSeconds(entries: readonly CellEntry[], edit: Edit | undefined): number {
  if (edit?.work) return secondsOfWork(edit.work)
  return entries.reduce((sum, entry) => sum + entry.seconds, 0)
}

export type CellLock =
  | 'invoiced'
  | 'writtenOff'
  | 'submitted'
  | 'approved'
  | 'several'
  | 'archived'
  | null

/** Why a cell cannot be typed into; several entries open as a list. */
export function lockOf(row: WeekRow, entries: readonly CellEntry[]): CellLock {
  if (entries.length > 1) return 'several'
  if (entries[0]?.status === 'invoiced') return 'invoiced'
  if (entries[0]?.status === 'written_off') return 'writtenOff'
  const [only] = entries
  if (only?.approval === 'submitted' || only?.approval === 'approved') return only.approval
  return row.isArchived && entries.length === 0 ? 'archived' : null
}

type Sent = { key: string; row: RowName; day: string; edit: Edit; seen: readonly CellEntry[] }

/** Writes cells, all in one request that may run twice. */
export async function sendCells(memberId: string, cells: readonly Sent[]) {
  const body = {
    memberId,
    cells: cells.flatMap(({ row, day, edit, seen }) =>
      edit.work
        ? [
            {
              projectId: row.projectId,
              taskId: row.taskId,
              workedOn: day,
              work: edit.work,
              entryId: seen[0]?.id ?? null,
              expectedUpdatedAt: seen[0]?.updatedAt ?? null,
            },
          ]
        : [],
    ),
  }
  // What is under way when the page is closed arrives all the same; browsers take 64 KB so.
  const keepalive = cells.length <= 100
  return (await answered(api.PUT('/api/v1/timesheet-week/cells', { body, keepalive }))).cells
}

/** The words of a write that was refused as a whole; undefined when no answer came. */
export function wordsOf(cause: unknown): string | undefined {
  return cause instanceof Refusal && cause.isAnswer ? cause.message : undefined
}
