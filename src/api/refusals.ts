import { type RefusalCode, refusals } from '#domain/refusals.ts'
import { type Use, useKinds } from '#domain/uses.ts'
import { inWordsOf, type Reader, refusalWords } from '#domain/words/refusal-words.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readerOf } from './spoken.ts'

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

type Particulars = Partial<Pick<Problem, 'detail' | 'field' | 'errors'>> & {
  uses?: readonly Use[]
}
/** The wire form of a refusal, as who asked reads it. */
export function problemOf(
  code: RefusalCode,
  request: Pick<FastifyRequest, 'id' | 'headers' | 'formats'>,
  given: Particulars = {},
): Problem {
  const reader = readerOf(request)
  const words = refusalWords(code, reader.language)
  const particulars = readBy(reader, given)
  return {
    type: `https://hourbook.dev/problems/${code}`,
    title: words.title,
    status: refusals[code].status,
    code,
    detail: particulars.detail ?? words.title,
    ...(words.fix === undefined ? {} : { fix: words.fix }),
    ...(particulars.field === undefined ? {} : { field: particulars.field }),
    ...(particulars.errors === undefined ? {} : { errors: particulars.errors }),
    ...(particulars.uses === undefined ? {} : { uses: [...particulars.uses] }),
    requestId: request.id,
  }
}

function readBy(reader: Reader, { detail, errors, ...given }: Particulars): Particulars {
  const said = (message: string) => inWordsOf(message, reader)
  // The detail of bad input is its first error, with the field before it.
  const first = errors?.[0]
  const isFirst = first !== undefined && detail === `${first.field}: ${first.message}`
  return {
    ...given,
    ...(detail === undefined
      ? {}
      : { detail: isFirst ? `${first.field}: ${said(first.message)}` : said(detail) }),
    ...(errors && {
      errors: errors.map((each) => ({ ...each, message: said(each.message) })),
    }),
  }
}
