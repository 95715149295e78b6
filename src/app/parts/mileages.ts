import type { Transaction } from '#db/database.ts'
import type { Mileage, MileageValues } from '#db/mileages.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { lineNetMinor, sumQuantities } from '#domain/money.ts'
import { billsCosts, resolveMileageRate } from '#domain/rates.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import { rateAfter } from './rate-after.ts'
import { type StandingView, placed, placeRegistrations, viewStanding } from './registering.ts'

/** A trip as it is asked for: what is left out follows from the kind and the client. */
export type MileageDraft = Omit<
  MileageValues,
  'memberId' | 'isBillable' | 'rate' | 'rateRule' | 'rateValidFrom'
> & {
  memberId: string | null
  isBillable: boolean | undefined
  /** The trip as it is, when it is being changed. */
  previous?: MileageValues | undefined
}

/** Prices trips and proves that they can be written: people and projects exist. */
export async function priceMileages(
  ctx: Context,
  tx: Transaction,
  { drafts, fieldOf }: { drafts: MileageDraft[]; fieldOf: FieldOf },
): Promise<MileageValues[]> {
  const errors = collectErrors()
  const { places, book } = await placeRegistrations(ctx, tx, {
    drafts: drafts.map((draft) => placed(draft, 'travelledOn')),
    fieldOf,
    errors,
  })

  const priced = drafts.flatMap((draft, index): MileageValues[] => {
    const place = places[index]
    if (!place) return []
    const { member, project } = place
    const { previous, ...asked } = draft
    const dated = book.datedOf('client_mileage', project.clientId)
    const rates = {
      client: { first: project.clientMileageRate, dated },
      workspace: book.workspaceMileage,
    }
    const isBillable =
      (asked.isBillable ?? asked.kind === 'business') && billsCosts(project.invoiceMethod)
    const rated = rateAfter({
      previous: previous && { ...previous, workedOn: previous.travelledOn },
      isMoved: previous?.projectId !== project.id || (isBillable && !previous.isBillable),
      workedOn: asked.travelledOn,
      rateOf: (day) => resolveMileageRate(rates, day),
    })
    if (!fitsOnLine(billedKmOf(asked), rated.rate)) {
      errors.add(fieldOf(index, 'distanceKm'), 'amount_is_too_large')
    }
    return [
      {
        ...asked,
        memberId: member.id,
        isBillable,
        ...rated,
      },
    ]
  })
  errors.refuseIfAny()
  return priced
}

export type MileageView = Omit<
  Mileage,
  'rate' | 'rateRule' | 'rateValidFrom' | 'billing' | 'writeOff'
> &
  StandingView & {
    billedKm: string
    rate: string | null
    rateRule: Mileage['rateRule'] | null
    rateValidFrom: string | null
    amountMinor: number | null
  }

/** The trip as this person may see it: without money for those who may not see rates. */
export function viewMileage(ctx: Context, mileage: Mileage): MileageView {
  const seesRates = may(ctx, 'rates:read')
  const { rate, rateRule, rateValidFrom, distanceKm, isReturnTrip, ...rest } = mileage
  const billedKm = billedKmOf(mileage)
  return {
    ...rest,
    distanceKm,
    isReturnTrip,
    billedKm,
    rate: seesRates ? rate : null,
    rateRule: seesRates ? rateRule : null,
    rateValidFrom: seesRates ? rateValidFrom : null,
    amountMinor: seesRates ? lineNetMinor(billedKm, rate) : null,
    ...viewStanding(ctx, mileage),
  }
}

function billedKmOf({ distanceKm, isReturnTrip }: Pick<Mileage, 'distanceKm' | 'isReturnTrip'>) {
  return isReturnTrip ? sumQuantities([distanceKm, distanceKm]) : distanceKm
}
