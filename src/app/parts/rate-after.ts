import type { ResolvedRate } from '#domain/rates.ts'

type Priced<Rule> = { rate: string; rateRule: Rule; rateValidFrom: string | null }

/**
 * The rate of a registration as it is written: that of its day. One that has a rate keeps it, whatever became of the rates
 * since, unless it moves to another place, or to a day on which another rate counts than on its own.
 */
export function rateAfter<Rule>(registration: {
  previous: (Priced<Rule> & { workedOn: string }) | undefined
  isMoved: boolean
  workedOn: string
  rateOf: (day: string) => ResolvedRate<Rule>
}): Priced<Rule> {
  const { previous, isMoved, workedOn, rateOf } = registration
  const { rate, rule, validFrom } = rateOf(workedOn)
  const resolved = { rate, rateRule: rule, rateValidFrom: validFrom }
  if (previous === undefined || isMoved) return resolved
  const before = rateOf(previous.workedOn)
  const isOther =
    before.rate !== rate || before.rule !== rule || (before.validFrom ?? '') !== (validFrom ?? '')
  if (isOther) return resolved
  const { rate: kept, rateRule, rateValidFrom } = previous
  return { rate: kept, rateRule, rateValidFrom }
}
