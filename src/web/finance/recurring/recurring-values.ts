import type { RecurringOutcome } from '#domain/recurring-invoices.ts'
import { type DraftLine, typedLine } from '../invoices/invoice-draft.ts'
import { emptyLine } from '../invoices/InvoiceLinesEditor.tsx'
import type { RecurringInvoice } from './recurring-queries.ts'

/** A recurring invoice as it is being typed. */
export type RecurringValues = {
  name: string
  clientId: string | null
  interval: RecurringInvoice['interval']
  startsOn: string
  endsOn: string | null
  times: string
  paymentTermDays: string
  makes: RecurringOutcome
  reference: string
  lines: DraftLine[]
}

export function valuesOf(recurring: RecurringInvoice | undefined, today: string): RecurringValues {
  return {
    name: recurring?.name ?? '',
    clientId: recurring?.clientId ?? null,
    interval: recurring?.interval ?? 'month',
    startsOn: recurring?.startsOn ?? today,
    endsOn: recurring?.endsOn ?? null,
    times: recurring?.times?.toString() ?? '',
    paymentTermDays: recurring?.paymentTermDays?.toString() ?? '',
    makes: recurring?.makes ?? 'draft',
    reference: recurring?.reference ?? '',
    lines: recurring?.lines.map((line, index) => ({
      ...line,
      discount: '',
      key: `kept-${index}`,
    })) ?? [emptyLine()],
  }
}

export type RecurringBody = ReturnType<typeof bodyOf>

/** As the API takes it: empty texts are nothing. */
export function bodyOf(values: RecurringValues) {
  const { name, clientId, times, paymentTermDays, reference, lines, ...rest } = values
  return {
    ...rest,
    name: name.trim(),
    clientId: clientId ?? '',
    times: times === '' ? null : Number(times),
    paymentTermDays: paymentTermDays === '' ? null : Number(paymentTermDays),
    reference: reference.trim(),
    lines: lines.map(typedLine),
  }
}
