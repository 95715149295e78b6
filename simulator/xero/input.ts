import { dayFrom } from './dates.ts'
import { decimalFrom, type Decimal } from './money.ts'

/** The body cannot be read as what the endpoint expects: 400 with ErrorNumber 14. */
export class PostDataInvalid extends Error {}

/** An object of a request's JSON and where it stands in it. */
export interface Input {
  readonly value: Readonly<Record<string, unknown>>
  readonly path: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const pathOf = (input: Input, name: string) => (input.path ? `${input.path}.${name}` : name)

const cannotConvert = (input: Input, name: string, value: unknown, type: string) =>
  new PostDataInvalid(
    `JSON for post data was invalid,Error converting value ${JSON.stringify(value)} to type '${type}'. Path '${pathOf(input, name)}'.`,
  )

/** Reads the elements of a body: `{ "Invoices": [ … ] }`, or one bare object, or a bare array. */
export function elementsOf(body: Buffer, plural: string): Input[] {
  const parsed = parseJson(body)
  const wrapped = isObject(parsed) ? parsed[plural] : parsed
  if (Array.isArray(wrapped)) {
    return wrapped.map((value, index) => {
      const path = `${isObject(parsed) ? plural : ''}[${index}]`
      if (!isObject(value)) throw cannotConvert({ value: {}, path: '' }, path, value, plural)
      return { value, path }
    })
  }
  if (isObject(wrapped)) return [{ value: wrapped, path: plural }]
  if (isObject(parsed)) return [{ value: parsed, path: '' }]
  throw new PostDataInvalid('JSON for post data was invalid,No data was found.')
}

function parseJson(body: Buffer): unknown {
  const text = body.toString('utf8').replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new PostDataInvalid('No data was posted.')
  try {
    return JSON.parse(text)
  } catch {
    const first = text.trim().charAt(0)
    throw new PostDataInvalid(
      `JSON for post data was invalid,Unexpected character encountered while parsing value: ${first}. Path '', line 0, position 0.`,
    )
  }
}

/** A text; numbers and booleans are taken as text, as Xero does. undefined = absent or null. */
export function textIn(input: Input, name: string): string | undefined {
  const value = input.value[name] ?? undefined
  if (value === undefined || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw cannotConvert(input, name, value, 'System.String')
}

export function decimalIn(input: Input, name: string): Decimal | undefined {
  const value = input.value[name] ?? undefined
  if (value === undefined || value === '') return undefined
  const decimal = decimalFrom(value)
  if (!decimal) throw cannotConvert(input, name, value, 'System.Decimal')
  return decimal
}

export function flagIn(input: Input, name: string): boolean | undefined {
  const value = input.value[name] ?? undefined
  if (value === undefined || typeof value === 'boolean') return value
  if (value === 'true' || value === 'false') return value === 'true'
  throw cannotConvert(input, name, value, 'System.Boolean')
}

export function dayIn(input: Input, name: string): string | undefined {
  const value = input.value[name] ?? undefined
  if (value === undefined || value === '') return undefined
  const day = dayFrom(value)
  if (!day) throw cannotConvert(input, name, value, 'System.DateTime')
  return day
}

export function choiceIn<T extends string>(
  input: Input,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = textIn(input, name)
  if (value === undefined || value === '') return undefined
  const choice = choices.find((each) => each === value)
  if (!choice) throw cannotConvert(input, name, value, name)
  return choice
}

export function objectIn(input: Input, name: string): Input | undefined {
  const value = input.value[name] ?? undefined
  if (value === undefined) return undefined
  if (!isObject(value)) throw cannotConvert(input, name, value, name)
  return { value, path: pathOf(input, name) }
}

export function listIn(input: Input, name: string): Input[] | undefined {
  const value = input.value[name] ?? undefined
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw cannotConvert(input, name, value, name)
  return value.map((each, index) => {
    const path = `${pathOf(input, name)}[${index}]`
    if (!isObject(each)) throw cannotConvert({ value: {}, path: '' }, path, each, name)
    return { value: each, path }
  })
}
