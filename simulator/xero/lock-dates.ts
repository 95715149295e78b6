import type { Call } from './call.ts'
import { dayInWords } from './dates.ts'

/** Xero's complaints about a document in a locked period; both may appear together. */
export function lockDateErrors(call: Call, day: string): string[] {
  const { periodLockDate, endOfYearLockDate } = call.organisation.profile
  const errors: string[] = []
  // The period's lock date does not bind advisers, the year's binds everyone.
  if (periodLockDate && day <= periodLockDate && !call.world.switches.userIsAdviser) {
    errors.push(
      `The document date cannot be before the period lock date, currently set at ${dayInWords(periodLockDate)}`,
    )
  }
  if (endOfYearLockDate && day <= endOfYearLockDate) {
    errors.push(
      `The document date cannot be before the end of year lock date, currently set at ${dayInWords(endOfYearLockDate)}`,
    )
  }
  return errors
}
