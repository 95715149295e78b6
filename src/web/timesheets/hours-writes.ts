import { answered, api, writeHeaders } from '#client/api.ts'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { registrationKeys } from './registration-writes.ts'

type State = { id: string; updatedAt: string }

/** Reads again whatever shows hours. */
async function readHoursAgain(queryClient: QueryClient): Promise<void> {
  await Promise.all(registrationKeys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}

/** How to take back writes of hours, exactly: nothing is undone over what somebody changed since. */
export function useUndoHours() {
  const queryClient = useQueryClient()
  const thenRead = async (write: Promise<unknown>) => {
    await write
    await readHoursAgain(queryClient)
  }
  return {
    /** Hours that were made are deleted. */
    made: (after: readonly State[]) => async () => await thenRead(deleteHours(after)),
    /** Hours that were changed are what they were. */
    changed: (before: readonly State[], after: readonly State[]) => async () =>
      await thenRead(restoreHours(before, after)),
    /** Hours that were deleted are there again. */
    removed: (before: readonly State[]) => async () => await thenRead(restoreHours(before, [])),
  }
}

async function deleteHours(entries: readonly State[]): Promise<void> {
  const items = entries.map(({ id, updatedAt }) => ({ id, expectedUpdatedAt: updatedAt }))
  if (items.length === 0) return
  const headers = writeHeaders()
  await answered(api.POST('/api/v1/time-entries/deletions', { body: { items }, headers }))
}

async function restoreHours(before: readonly State[], after: readonly State[]): Promise<void> {
  const now = new Map(after.map(({ id, updatedAt }) => [id, updatedAt]))
  const items = before.map(({ id, updatedAt }) => ({
    id,
    updatedAt,
    expectedUpdatedAt: now.get(id) ?? null,
  }))
  const headers = writeHeaders()
  await answered(api.POST('/api/v1/time-entries/restorations', { body: { items }, headers }))
}
