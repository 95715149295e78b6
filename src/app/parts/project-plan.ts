import type { PlannedInstalment, PlannedInstalmentView } from '#db/project-plans.ts'
import type { InvoiceMethod } from '#domain/rates.ts'
import { isPlanned } from '#domain/rates.ts'
import { sumMinor } from '#domain/money.ts'
import { newId } from '#lib/ids.ts'
import { collectErrors } from './item-errors.ts'

/** A part as it is asked for; one that exists is named by its id, or by its task. */
export type PlannedInstalmentInput = Omit<PlannedInstalment, 'id'> & { id?: string | null }

type Method = { invoiceMethod: InvoiceMethod }

/** The parts of a new project, with ids. */
export function planAnew(
  { invoiceMethod }: Method,
  asked: readonly PlannedInstalmentInput[],
): PlannedInstalment[] {
  if (!isPlanned(invoiceMethod)) return []
  return asked.map((part) => ({ ...ofMethod(part, invoiceMethod), id: newId() }))
}

/**
 * The parts as they will be. Those that are billed or written off stay as they are; while another method counts, they are all
 * that is kept, for when this one comes back.
 */
export function planAgain(
  { invoiceMethod, previous }: Method & { previous: readonly PlannedInstalmentView[] },
  asked: readonly PlannedInstalmentInput[] | undefined,
): PlannedInstalment[] {
  const settled = previous.filter((each) => each.status !== 'open')
  if (!isPlanned(invoiceMethod)) return settled.map(plain)
  if (asked === undefined) return previous.map(plain)
  const errors = collectErrors()
  const taken = new Set<string>()
  const planned = asked.map((part, index): PlannedInstalment => {
    const isSame = (each: PlannedInstalmentView) =>
      invoiceMethod === 'fixed_price_per_task'
        ? each.taskId !== null && each.taskId === part.taskId
        : each.id === part.id
    const same = previous.find((each) => isSame(each) && !taken.has(each.id))
    if (same) taken.add(same.id)
    const named = invoiceMethod === 'fixed_price_instalments' && part.id
    if (named && !same) {
      errors.add(`plannedInstalments.${index}.id`, 'planned_instalment_not_found')
    }
    const next = { ...ofMethod(part, invoiceMethod), id: same?.id ?? newId() }
    if (same && same.status !== 'open' && same.amountMinor !== next.amountMinor) {
      errors.add(`plannedInstalments.${index}.amountMinor`, 'planned_instalment_is_billed')
    }
    return next
  })
  const kept = new Set(planned.map((each) => each.id))
  if (settled.some((each) => isOf(each, invoiceMethod) && !kept.has(each.id))) {
    errors.add('plannedInstalments', 'planned_instalment_is_billed')
  }
  errors.refuseIfAny()
  // What was billed by the other way of planning stays on record.
  const ofOther = settled.filter((each) => !isOf(each, invoiceMethod) && !kept.has(each.id))
  return [...planned, ...ofOther.map(plain)]
}

/** What a planned price comes to: its parts, and what was billed before there was a plan. */
export function plannedPriceMinor(
  planned: readonly { amountMinor: number }[],
  unplannedMinor = 0,
): number {
  return sumMinor([...planned.map((each) => each.amountMinor), unplannedMinor])
}

function isOf({ taskId }: { taskId: string | null }, method: InvoiceMethod): boolean {
  return (taskId !== null) === (method === 'fixed_price_per_task')
}

function ofMethod(part: PlannedInstalmentInput, method: InvoiceMethod) {
  const { taskId, description, amountMinor, dueOn } = part
  const isPerTask = method === 'fixed_price_per_task'
  return { taskId: isPerTask ? taskId : null, description, amountMinor, dueOn }
}

function plain(part: PlannedInstalmentView): PlannedInstalment {
  const { id, taskId, description, amountMinor, dueOn } = part
  return { id, taskId, description, amountMinor, dueOn }
}
