import { answered, api, writeHeaders } from '#client/api.ts'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { expectedOf, takeBack } from '../offline/outbox.ts'
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

async function remove(writes: Writes, made: readonly State[]): Promise<void> {
  const entries = await notTakenBack(made)
  const items = entries.map(({ id, updatedAt }) => ({
    id,
    expectedUpdatedAt: expectedOf({ id, updatedAt }) ?? updatedAt,
  }))
  if (items.length > 0) await writes.remove(items, writeHeaders())
}

async function restore(
  writes: Writes,
  before: readonly State[],
  after: readonly State[],
): Promise<void> {
  const now = new Map(after.map((state) => [state.id, expectedOf(state)]))
  const items = (await notTakenBack(before)).map(({ id, updatedAt }) => ({
    id,
    updatedAt,
    expectedUpdatedAt: now.get(id) ?? null,
  }))
  if (items.length > 0) await writes.restore(items, writeHeaders())
}

/** What was never sent is taken out of the queue; the others are undone by the server. */
async function notTakenBack(entries: readonly State[]): Promise<State[]> {
  const left: State[] = []
  for (const entry of entries) {
    // oxlint-disable-next-line no-await-in-loop -- each may build on the one before
    if (!(await takeBack(entry.id))) left.push(entry)
  }
  return left
}
