import type { QueryKey } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { toastProblem } from '../ui/toast.tsx'
import { offerUndo } from '../undo.ts'
import { useWrite } from '../write.ts'

/** What shows hours, expenses or mileages, and is read again when one of them changes. */
export const registrationKeys: readonly QueryKey[] = [
  ['time-entries'],
  ['expenses'],
  ['mileages'],
  ['reports'],
  ['uninvoiced'],
  ['budgets'],
  ['work-standing'],
]

type UndoableDelete<Row> = {
  remove: (row: Row, headers: { 'Idempotency-Key': string }) => Promise<unknown>
  /** Brings the row back. */
  undo: (row: Row) => () => Promise<unknown>
  message: string
}

/** Deletes at once and offers to take it back. */
export function useUndoableDelete<Row>(options: UndoableDelete<Row>): (row: Row) => void {
  const { t } = useTranslation()
  const write = useWrite({
    send: options.remove,
    touches: registrationKeys,
    onDone: (_, row) => offerUndo(options.message, options.undo(row)),
    onRefused: (refusal) => toastProblem(refusal.message || t('ui.problem')),
  })
  return (row) => write.mutate(row)
}
