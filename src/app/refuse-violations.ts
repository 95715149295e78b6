import { violatedConstraint } from '#db/violations.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { refuse } from './refuse.ts'

/** Explains the database's own refusal in our words: the one who came second in a race gets them too. */
export async function refuseViolations<Value>(
  codeOf: Record<string, RefusalCode>,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const constraint = violatedConstraint(error)
    const code = constraint === undefined ? undefined : codeOf[constraint]
    if (code) refuse(code)
    throw error
  }
}

/** A number that was taken in the meantime, and a VAT rate that is not of this workspace. */
export const clientViolations: Record<string, RefusalCode> = {
  clients_number: 'client_number_is_taken',
  clients_workspace_id_vat_rate_id_fkey: 'vat_rate_not_found',
}
