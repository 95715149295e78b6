import { given, textOf } from '../search-params.ts'

/** What went wrong on the way to Xero and back; the callback puts it into the address. */
export type XeroProblem = { problem?: string; detail?: string }

const detailLimit = 300

export function xeroProblemIn(search: Record<string, unknown>): XeroProblem {
  return given({
    problem: textOf(search['problem']),
    detail: textOf(search['detail'])?.slice(0, detailLimit),
  })
}
