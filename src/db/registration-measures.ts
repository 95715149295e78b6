import { type RawBuilder, sql } from 'kysely'
import type { RegistrationKind } from './registrations.ts'

type Measures = Record<'seconds' | 'quantity' | 'km' | 'amount', RawBuilder<unknown>>

/** What is added up of a row, at its own rate or another. PostgreSQL rounds a numeric half away from zero, as the domain does. */
export function measuresOf(
  kind: RegistrationKind,
  rate: RawBuilder<unknown> = sql`e.rate`,
): Measures {
  const none = sql`0`
  const billedKm = sql`e.distance_km * case when e.is_return_trip then 2 else 1 end`
  switch (kind) {
    case 'time_entry': {
      // Whole numbers, several times faster on a million rows: hundredths of hours × ten-thousandths of the rate.
      const hundredths = sql`(((e.seconds + e.rounding_seconds) * 100 + 1800) / 3600)::bigint`
      const amount = sql`(${hundredths} * (${rate} * 10000)::bigint + 5000) / 10000`
      return { seconds: sql`e.seconds`, quantity: none, km: none, amount }
    }
    case 'expense': {
      const amount = sql`round(e.quantity * e.unit_price * 100)`
      return { seconds: none, quantity: sql`e.quantity`, km: none, amount }
    }
    case 'mileage': {
      const amount = sql`round(${billedKm} * ${rate} * 100)`
      return { seconds: none, quantity: none, km: billedKm, amount }
    }
  }
}
