import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { toastProblem, toastUndo } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'

/** What shows hours, expenses or mileages, and is read again when one of them changes. */
export const registrationKeys: readonly QueryKey[] = [
  ['time-entries'],
  ['expenses'],
  ['mileages'],
  ['reports'],
  ['uninvoiced'],
  ['budgets'],
]

type UndoableDelete<Row> = {
  remove: (row: Row, headers: { 'Idempotency-Key': string }) => Promise<unknown>
  /** Writes the same thing again, for undo. */
  restore: (row: Row) => Promise<unknown>
  message: string
}

/** Deletes at once and offers to take it back. */
export function useUndoableDelete<Row>(options: UndoableDelete<Row>): (row: Row) => void {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const write = useWrite({
    send: options.remove,
    touches: registrationKeys,
    onDone: (_, row) =>
      toastUndo(options.message, async () => {
        await options.restore(row)
        await Promise.all(
          registrationKeys.map((queryKey) => queryClient.invalidateQueries({ queryKey })),
        )
      }),
    onRefused: (refusal) => toastProblem(refusal.message || t('ui.problem')),
  })
  return (row) => write.mutate(row)
}
