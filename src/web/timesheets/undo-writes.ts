import { answered, api, writeHeaders } from '#client/api.ts'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { registrationKeys } from './registration-writes.ts'

type State = { id: string; updatedAt: string }
type Deletion = { id: string; expectedUpdatedAt: string }
type Restoration = State & { expectedUpdatedAt: string | null }
type Headers = ReturnType<typeof writeHeaders>

type Writes = {
  remove: (items: Deletion[], headers: Headers) => Promise<unknown>
  restore: (items: Restoration[], headers: Headers) => Promise<unknown>
}

const ofHours: Writes = {
  remove: (items, headers) =>
    answered(api.POST('/api/v1/time-entries/deletions', { body: { items }, headers })),
  restore: (items, headers) =>
    answered(api.POST('/api/v1/time-entries/restorations', { body: { items }, headers })),
}

const ofExpenses: Writes = {
  remove: (items, headers) =>
    answered(api.POST('/api/v1/expenses/deletions', { body: { items }, headers })),
  restore: (items, headers) =>
    answered(api.POST('/api/v1/expenses/restorations', { body: { items }, headers })),
}

const ofMileages: Writes = {
  remove: (items, headers) =>
    answered(api.POST('/api/v1/mileages/deletions', { body: { items }, headers })),
  restore: (items, headers) =>
    answered(api.POST('/api/v1/mileages/restorations', { body: { items }, headers })),
}

export const useUndoHours = () => useUndo(ofHours)
export const useUndoExpenses = () => useUndo(ofExpenses)
export const useUndoMileages = () => useUndo(ofMileages)

/** How to take back writes, exactly: nothing is undone over what somebody changed since. */
function useUndo(writes: Writes) {
  const queryClient = useQueryClient()
  const thenRead = async (write: Promise<unknown>) => {
    await write
    await readAgain(queryClient)
  }
  return {
    /** What was made is deleted. */
    made: (after: readonly State[]) => async () => await thenRead(remove(writes, after)),
    /** What was changed is what it was. */
    changed: (before: readonly State[], after: readonly State[]) => async () =>
      await thenRead(restore(writes, before, after)),
    /** What was deleted is there again. */
    removed: (before: readonly State[]) => async () => await thenRead(restore(writes, before, [])),
  }
}

async function readAgain(queryClient: QueryClient): Promise<void> {
  await Promise.all(registrationKeys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}

async function remove(writes: Writes, entries: readonly State[]): Promise<void> {
  const items = entries.map(({ id, updatedAt }) => ({ id, expectedUpdatedAt: updatedAt }))
  if (items.length > 0) await writes.remove(items, writeHeaders())
}

async function restore(
  writes: Writes,
  before: readonly State[],
  after: readonly State[],
): Promise<void> {
  const now = new Map(after.map(({ id, updatedAt }) => [id, updatedAt]))
  const items = before.map(({ id, updatedAt }) => ({
    id,
    updatedAt,
    expectedUpdatedAt: now.get(id) ?? null,
  }))
  await writes.restore(items, writeHeaders())
}
