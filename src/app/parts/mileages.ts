import type { Transaction } from '#db/database.ts'
import type { Mileage, MileageValues } from '#db/mileages.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { lineNetMinor, sumQuantities } from '#domain/money.ts'
import { billsCosts, resolveMileageRate } from '#domain/rates.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import { type StandingView, placed, placeRegistrations, viewStanding } from './registering.ts'

/** A trip as it is asked for: what is left out follows from the kind and the client. */
export type MileageDraft = Omit<MileageValues, 'memberId' | 'isBillable' | 'rate' | 'rateRule'> & {
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
  const places = await placeRegistrations(ctx, tx, {
    drafts: drafts.map((draft) => placed(draft, 'travelledOn')),
    fieldOf,
    errors,
  })
  const { mileageRate } = await getWorkspace(tx, { workspaceId: ctx.workspaceId })

  const priced = drafts.flatMap((draft, index): MileageValues[] => {
    const place = places[index]
    if (!place) return []
    const { member, project } = place
    const { previous, ...asked } = draft
    const resolved = resolveMileageRate({
      client: project.clientMileageRate,
      workspace: mileageRate,
    })
    const isMoved = previous?.projectId !== project.id
    const rate = isMoved ? resolved.rate : previous.rate
    if (!fitsOnLine(billedKmOf(asked), rate)) {
      errors.add(fieldOf(index, 'distanceKm'), 'amount_is_too_large')
    }
    const isBillable = asked.isBillable ?? asked.kind === 'business'
    return [
      {
        ...asked,
        memberId: member.id,
        isBillable: isBillable && billsCosts(project.invoiceMethod),
        rate,
        rateRule: isMoved ? resolved.rule : previous.rateRule,
      },
    ]
  })
  errors.refuseIfAny()
  return priced
}

export type MileageView = Omit<Mileage, 'rate' | 'rateRule' | 'billing' | 'writeOff'> &
  StandingView & {
    billedKm: string
    rate: string | null
    rateRule: Mileage['rateRule'] | null
    amountMinor: number | null
  }

/** The trip as this person may see it: without money for those who may not see rates. */
export function viewMileage(ctx: Context, mileage: Mileage): MileageView {
  const seesRates = may(ctx, 'rates:read')
  const { rate, rateRule, distanceKm, isReturnTrip, ...rest } = mileage
  const billedKm = billedKmOf(mileage)
  return {
    ...rest,
    distanceKm,
    isReturnTrip,
    billedKm,
    rate: seesRates ? rate : null,
    rateRule: seesRates ? rateRule : null,
    amountMinor: seesRates ? lineNetMinor(billedKm, rate) : null,
    ...viewStanding(ctx, mileage),
  }
}

function billedKmOf({ distanceKm, isReturnTrip }: Pick<Mileage, 'distanceKm' | 'isReturnTrip'>) {
  return isReturnTrip ? sumQuantities([distanceKm, distanceKm]) : distanceKm
}
