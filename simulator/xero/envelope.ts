import type { ApiAnswer, Call } from './call.ts'
import { elementsOf, type Input } from './input.ts'
import type { World } from './world.ts'

/** Where a page stands in the whole list. */
export interface Page {
  page: number
  pageSize: number
  pageCount: number
  itemCount: number
}

/** What one element of a write came to: its JSON, and Xero's complaints about it. */
export interface Outcome {
  json: Record<string, unknown>
  errors: readonly string[]
  warnings: readonly string[]
}

/** The envelope around elements that are JSON text already. */
export function listAnswer(
  world: World,
  plural: string,
  elements: readonly string[],
  page?: Page,
): ApiAnswer {
  const pagination = page ? `,"pagination":${JSON.stringify(page)}` : ''
  const head = `${headOf(world)}${pagination},"${plural}":[`
  return { status: 200, body: bytesOf(head, elements, ']}') }
}

// A page is over a megabyte. As one string it would wait in the old generation for the next great collection of garbage;
// a few elements at a time, it leaves the heap at once.
const elementsAtOnce = 50

function bytesOf(head: string, elements: readonly string[], tail: string): Buffer {
  const texts = [head]
  for (let start = 0; start < elements.length; start += elementsAtOnce) {
    const some = elements.slice(start, start + elementsAtOnce).join(',')
    texts.push(start === 0 ? some : `,${some}`)
  }
  texts.push(tail)
  const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  for (const text of texts) at += bytes.write(text, at)
  return bytes
}

function headOf(world: World): string {
  const head = {
    Id: world.freshId(),
    Status: 'OK',
    ProviderName: world.app.name,
    DateTimeUTC: `/Date(${world.clock.now()})/`,
  }
  return JSON.stringify(head).slice(0, -1)
}

/**
 * Writes every element of the body in its order. By default one bad element fails the request with
 * 400 and nothing is kept; with summarizeErrors=false each element tells its own fate under 200.
 */
export function writeElements(
  call: Call,
  plural: string,
  write: (input: Input) => Outcome,
  inputs: readonly Input[] = elementsOf(call.body, plural),
): ApiAnswer {
  const start = call.writes.mark()
  const outcomes = inputs.map((input) => {
    const mark = call.writes.mark()
    const outcome = write(input)
    if (outcome.errors.length > 0) call.writes.undoTo(mark)
    return outcome
  })
  const isSummarised = call.query.get('summarizeErrors')?.toLowerCase() !== 'false'
  const failed = outcomes.filter((outcome) => outcome.errors.length > 0)
  if (isSummarised && failed.length > 0) {
    if (!call.world.switches.summarisedBatchSavesValid) call.writes.undoTo(start)
    return validationAnswer(failed.map(withComplaints))
  }
  const elements = outcomes.map((outcome) => {
    const hasComplaints = outcome.errors.length > 0 || outcome.warnings.length > 0
    const text = JSON.stringify(hasComplaints ? withComplaints(outcome) : outcome.json)
    return isSummarised && !hasComplaints
      ? text
      : `${text.slice(0, -1)},"StatusAttributeString":"${statusOf(outcome)}"}`
  })
  return listAnswer(call.world, plural, elements)
}

const statusOf = (outcome: Outcome) =>
  outcome.errors.length > 0 ? 'ERROR' : outcome.warnings.length > 0 ? 'WARNING' : 'OK'

const messages = (texts: readonly string[]) => texts.map((text) => ({ Message: text }))

const withComplaints = (outcome: Outcome): Record<string, unknown> => ({
  ...outcome.json,
  ...(outcome.errors.length > 0 && { ValidationErrors: messages(outcome.errors) }),
  ...(outcome.warnings.length > 0 && { Warnings: messages(outcome.warnings) }),
})

function validationAnswer(elements: readonly Record<string, unknown>[]): ApiAnswer {
  return errorAnswer(10, 'ValidationException', 'A validation exception occurred', elements)
}

export function errorAnswer(
  number: number,
  type: string,
  message: string,
  elements?: readonly unknown[],
): ApiAnswer {
  const error = { ErrorNumber: number, Type: type, Message: message }
  return { status: 400, body: JSON.stringify(elements ? { ...error, Elements: elements } : error) }
}

/** The problem envelope of 401, 403 and 500. */
export function problemBody(world: World, status: number, title: string, detail: string): string {
  return JSON.stringify({
    Type: null,
    Title: title,
    Status: status,
    Detail: detail,
    Instance: world.freshId(),
    Extensions: {},
  })
}

/** An element that was refused, echoed with empty error lists in its parts, as Xero does. */
export function echo(input: Input, idName: string, id: string): Record<string, unknown> {
  const copy: Record<string, unknown> = { [idName]: id }
  for (const [name, value] of Object.entries(input.value)) {
    if (name !== idName && value !== null) copy[name] = echoPart(value)
  }
  return copy
}

function echoPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(echoPart)
  if (typeof value !== 'object' || value === null) return value
  return { ...value, ValidationErrors: [] }
}
