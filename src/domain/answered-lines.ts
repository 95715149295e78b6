// What Xero answered for the lines of a document when it took them, as far as that is more than what was sent.

export type TrackingInXero = {
  name: string
  option: string
  /** Xero does not always tell them. */
  categoryId?: string | undefined
  optionId?: string | undefined
}

export type LineCodes = {
  accountCode: string | null
  taxType: string | null
  tracking: readonly TrackingInXero[]
}

/** Only what was not sent: the account and the tax that Xero chose; and the tracking, which is sent by ids and told by names. */
export type LineAnswer = {
  accountCode?: string | null
  taxType?: string | null
  tracking?: readonly TrackingInXero[]
}

/** By the key of a line; lines that are not named are as usual. Most documents have but one answer for all their lines. */
export type AnsweredLines = { usual: LineAnswer; lines: Record<string, LineAnswer> }

type SentCodes = { accountCode: string | null; taxType: string | null }
type Answered = { sent: SentCodes; codes: LineCodes }

export function answerOfLine({ sent, codes }: Answered): LineAnswer {
  return {
    ...(sent.accountCode === null && { accountCode: codes.accountCode }),
    ...(sent.taxType === null && { taxType: codes.taxType }),
    ...(codes.tracking.length > 0 && { tracking: codes.tracking }),
  }
}

/** The answers for all lines of a document, in their order. */
export function answersOfLines(answered: readonly (Answered & { key: string })[]): AnsweredLines {
  const answers = answered.map((each) => ({ key: each.key, answer: answerOfLine(each) }))
  const usual = answers[0]?.answer ?? {}
  const asUsual = JSON.stringify(usual)
  const others = answers.filter(({ answer }) => JSON.stringify(answer) !== asUsual)
  return { usual, lines: Object.fromEntries(others.map(({ key, answer }) => [key, answer])) }
}

/** Null: nobody kept what was answered. */
export function answerFor(answered: AnsweredLines | null, key: string): LineAnswer | null {
  return answered && (answered.lines[key] ?? answered.usual)
}

/** The key of a line: the id that Xero gave it; lines of journals have none, and keep their order. */
export function keyOfLine(xeroLineId: string | null, index: number): string {
  return xeroLineId ?? String(index)
}

/** Whether two lines are tracked alike. Names may be changed in Xero: ids say more, where both are known. */
export function isSameTracking(
  a: readonly TrackingInXero[],
  b: readonly TrackingInXero[],
): boolean {
  return a.length === b.length && a.every((each) => b.some((other) => isSameOption(each, other)))
}

function isSameOption(a: TrackingInXero, b: TrackingInXero): boolean {
  const isCategory =
    a.categoryId && b.categoryId ? a.categoryId === b.categoryId : a.name === b.name
  const isOption = a.optionId && b.optionId ? a.optionId === b.optionId : a.option === b.option
  return isCategory && isOption
}

/** For people; null for none. */
export function nameOfTracking(tracking: readonly TrackingInXero[]): string | null {
  const named = tracking.map(({ name, option }) => `${name}: ${option}`)
  return named.toSorted().join(', ') || null
}
