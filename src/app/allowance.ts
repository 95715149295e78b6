import { type RefusalCode, refusals } from '#domain/refusals.ts'

/** Whether something may be done now, and why not. The verb refuses by the same rule. */
export type Allowance = { allowed: boolean; because: { code: RefusalCode; message: string } | null }

export function allowanceOf(refusal: RefusalCode | undefined): Allowance {
  if (refusal === undefined) return { allowed: true, because: null }
  return { allowed: false, because: { code: refusal, message: refusals[refusal].title } }
}
