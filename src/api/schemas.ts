import { say } from '#domain/words/say.ts'
import {
  codePattern,
  codeRules,
  codeWords,
  emailWords,
  longestWords,
  nameRules,
  type TextRule,
  textRules,
} from '#domain/plain-text.ts'
import { type List, listSorts } from '#domain/lists.ts'
import { wordsOfIssue } from './issue-words.ts'
import { z } from 'zod'

// What inputs and answers of several nouns have in common. Inputs are parsed once, here at the edge.

// A key that is left out needs no word about the types behind it.
z.config({
  customError: wordsOfIssue,
})

/** An id, in the lower case it is kept and compared in. */
export const id = z.uuid().toLowerCase()
/** An id that a client made itself, so that a request sent twice is known; UUIDv7 like ours, which sorts by time. */
export const ownId = z.uuidv7(say('Give a UUIDv7.')).toLowerCase()
/** Which administration a request is about. */
export const ofAdministration = {
  connectionId: id.optional().describe('Of this administration; without it the default one.'),
}
/** A moment, in answers: an ISO 8601 text in UTC on the wire. */
export const moment = z.date()

/** A moment, in input. */
export const givenMoment = z.iso
  .datetime({
    offset: true,
    error: say('Give a moment as in ISO 8601, such as 2026-11-16T09:00:00Z.'),
  })
  .refine(
    (text) => text >= '1990' && text < '2100',
    say('The year must lie between 1990 and 2099.'),
  )
  .transform((text) => new Date(text))

/** A work day: a calendar date without a time, between 1990 and 2099. */
export const day = z.iso
  .date({ error: say('Give a date that exists, as YYYY-MM-DD.') })
  .refine(
    (text) => text >= '1990-01-01' && text <= '2099-12-31',
    say('The year must lie between 1990 and 2099.'),
  )
  .describe('A calendar day, YYYY-MM-DD.')

/** A time of the day, 'HH:MM'. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, say('Give a time as HH:MM, from 00:00 to 23:59.'))

function decimal(decimals: number, digits: number, words: string) {
  return z.string().regex(new RegExp(`^\\d{1,${digits}}(\\.\\d{1,${decimals}})?$`), words)
}

/** A unit price or rate: a decimal text with up to four decimals, never negative. */
export const price = decimal(
  4,
  8,
  say('Give an amount of zero or more with at most four decimals, such as "95.00".'),
)
/** A quantity: a decimal text with up to two decimals, more than zero. */
export const quantity = decimal(
  2,
  8,
  say('Give a number with at most two decimals, such as "1.50".'),
).refine((text) => /[1-9]/.test(text), say('Give a number above zero.'))
/** A percentage from 0 to 100 with up to two decimals. */
export const percentage = decimal(
  2,
  3,
  say('Give a percentage from 0 to 100 with at most two decimals.'),
).refine((text) => Number(text) <= 100, say('A percentage is at most 100.'))
/** Whole minor units (cents), never negative. */
export const amountMinor = z.int().min(0).max(99_999_999_999)

/** Free text: kept as it is, whatever it looks like; shown as text everywhere. */
export function text(maxLength: number) {
  return keeping(textRules, limitedText(maxLength))
}

/** A name that also travels to Xero, to spreadsheets and into file names, so it holds only what all of them take. */
export function nameText(maxLength: number) {
  return keeping(nameRules, filledText(maxLength))
}

/** A number or code: printable ASCII, as Xero wants its numbers. */
export function codeText(maxLength: number) {
  return keeping(codeRules, filledText(maxLength).regex(codePattern, codeWords))
}

export const email = z.email(emailWords).max(255)

function limitedText(maxLength: number) {
  return z.string().max(maxLength, longestWords(maxLength))
}

function filledText(maxLength: number) {
  return text(maxLength).trim().min(1, say('Fill this in.'))
}

function keeping(rules: readonly TextRule[], schema: z.ZodString): z.ZodString {
  return rules.reduce((kept, { isKept, words }) => kept.refine(isKept, words), schema)
}

const addressLine = text(255).optional()
export const Address = z.object({
  attentionTo: addressLine,
  line1: addressLine,
  line2: addressLine,
  line3: addressLine,
  line4: addressLine,
  city: addressLine,
  region: addressLine,
  postalCode: text(50).optional(),
  country: text(50).optional(),
})

export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe('How many at most; 200 is the most.'),
  cursor: text(500).optional().describe('The nextCursor of the page before.'),
}

/** Whether a page says how many there are in all. */
export const withTotal = z
  .enum(['true', 'false'])
  .default('true')
  .transform((value) => value === 'true')
  .describe('Whether to count all that match; a field that only suggests does without.')

/** A page of a list: its items, and where the next page begins (null at the end). */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.int().optional(),
  })
}

/** Several values in the query string: the parameter said several times, or once with commas. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (given) => (typeof given === 'string' ? given.split(',') : given),
    z.array(item).min(1).max(100),
  )
}

/** A true or false in the query string. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** Which side of the archive a list shows. */
export const archived = z.enum(['false', 'true', 'all']).default('false')

/** What a list can be ordered by. */
export function sortQuery(list: List) {
  return {
    sort: z.enum(listSorts[list]).default('name'),
    isDescending: flag.optional(),
  }
}

/** The rate of a level from the beginning, as its own field is. */
export const firstRate = price
  .nullable()
  .describe(
    'The rate before the first one with a day. Changing it here changes it from the beginning, and re-rates nothing: work keeps the rate it has. Use previewRateChange and changeRate to change a rate from a day on and re-rate open work.',
  )
