import type { RefusalCode } from '#domain/refusals.ts'
import type { Use } from '#domain/uses.ts'

export type RefusalDetail = {
  /** The input field it is about, as the API names it: 'items.3.workedOn'. */
  field?: string
  /** One sentence with the particulars; the code's own title is used without it. */
  detail?: string
  /** Further fields, when several are wrong at once. */
  errors?: { field: string; code: RefusalCode; message: string }[]
  /** What refers to the thing, where that is in the way. */
  uses?: readonly Use[]
}

/** The product declines, for a reason the reader should know. Thrown to abort the transaction; only the edges catch it. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: RefusalCode
  readonly particulars: RefusalDetail
  constructor(code: RefusalCode, particulars: RefusalDetail = {}) {
    super(particulars.detail ?? code)
    this.code = code
    this.particulars = particulars
  }
}

export function refuse(code: RefusalCode, particulars: RefusalDetail = {}): never {
  throw new Refused(code, particulars)
}
