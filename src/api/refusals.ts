import { type RefusalCode, refusals } from '#domain/refusals.ts'
import { type Use, useKinds } from '#domain/uses.ts'
import { z } from 'zod'

export const Uses = z
  .array(z.object({ kind: z.enum(useKinds), count: z.int() }))
  .describe('What refers to the thing, where that is in the way of deleting it.')

/** An answer that declines, after RFC 9457. `code` is stable; `fix` says what to do about it. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    fix: z.string().optional(),
    field: z.string().optional(),
    errors: z
      .array(z.object({ field: z.string(), code: z.string(), message: z.string() }))
      .optional(),
    uses: Uses.optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

const everywhere: RefusalCode[] = ['not_signed_in', 'not_allowed', 'input_is_not_valid']

/** The ways a route may decline, for its documentation: one response for each status. */
export function refusesWith(...codes: RefusalCode[]) {
  const byStatus: Record<number, RefusalCode[]> = {}
  for (const code of [...everywhere, ...codes]) {
    const known = (byStatus[refusals[code].status] ??= [])
    if (!known.includes(code)) known.push(code)
  }
  const responses = Object.entries(byStatus).map(([status, list]) => [
    status,
    { description: list.join(', '), content: { 'application/problem+json': { schema: Problem } } },
  ])
  return Object.fromEntries(responses) as Record<
    number,
    { description: string; content: { 'application/problem+json': { schema: typeof Problem } } }
  >
}

/** The wire form of a refusal. */
export function problemOf(
  code: RefusalCode,
  particulars: Partial<Pick<Problem, 'detail' | 'field' | 'errors'>> & {
    uses?: readonly Use[]
    requestId: string
  },
): Problem {
  const words: { status: number; title: string; fix?: string } = refusals[code]
  return {
    type: `https://hourbook.dev/problems/${code}`,
    title: words.title,
    status: words.status,
    code,
    detail: particulars.detail ?? words.title,
    ...(words.fix === undefined ? {} : { fix: words.fix }),
    ...(particulars.field === undefined ? {} : { field: particulars.field }),
    ...(particulars.errors === undefined ? {} : { errors: particulars.errors }),
    ...(particulars.uses === undefined ? {} : { uses: [...particulars.uses] }),
    requestId: particulars.requestId,
  }
}
