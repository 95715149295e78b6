import { sumMinor } from './money.ts'

/** What Xero has on a sales invoice, as it was read. */
export type SettledInXero = {
  /** The sales invoice itself. */
  xeroId: string
  paidMinor: number
  /** By credit notes, prepayments and overpayments. */
  creditedMinor: number
  payments: readonly {
    paymentId: string
    paidOn: string | null
    amountMinor: number
    reference: string
  }[]
  credits: readonly { creditNoteId: string; number: string; amountMinor: number }[]
}

export type PaymentFromXero = {
  /** The payment or credit in Xero. */
  xeroId: string
  paidOn: string
  amountMinor: number
  reference: string
}

type Own = {
  totalMinor: number
  /** What final credit invoices take back here: of the other sign. */
  creditedMinor: number
  /** The day of what Xero names none for. */
  today: string
}

/**
 * The payments of an own invoice, by what Xero has on its sales invoice: each payment, and of the credits what no credit invoice
 * takes back here already, so that nothing is counted twice. Never more than the invoice asks for: what exceeds it is a
 * difference between both.
 */
export function paymentsFromXero(settled: SettledInXero, own: Own): PaymentFromXero[] {
  const { xeroId, payments, credits, paidMinor, creditedMinor } = settled
  const { totalMinor, today } = own
  // Prepayments and overpayments are credited without a credit note.
  const named = sumMinor([...payments, ...credits].map((each) => each.amountMinor))
  const rest = paidMinor + creditedMinor - named
  const onCredit = [
    ...credits.map(({ creditNoteId, number, amountMinor }) => ({
      xeroId: creditNoteId,
      paidOn: today,
      amountMinor,
      reference: number,
    })),
    { xeroId, paidOn: today, amountMinor: rest, reference: '' },
  ]
  const paid = payments.map((each) => {
    const { paymentId, paidOn, amountMinor, reference } = each
    return { xeroId: paymentId, paidOn: paidOn ?? today, amountMinor, reference }
  })
  const counted = [...paid, ...without(onCredit, 0 - own.creditedMinor)]
  let room = totalMinor
  return counted.flatMap((each) => {
    const amountMinor = Math.min(each.amountMinor, room)
    if (amountMinor <= 0) return []
    room -= amountMinor
    return { ...each, amountMinor }
  })
}

/** The same amounts less what is taken off the first of them. */
function without(credits: readonly PaymentFromXero[], takenMinor: number): PaymentFromXero[] {
  let left = takenMinor
  return credits.map((each) => {
    const taken = Math.min(Math.max(0, each.amountMinor), left)
    left -= taken
    return { ...each, amountMinor: each.amountMinor - taken }
  })
}
