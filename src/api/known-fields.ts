import { say } from '#domain/words/say.ts'
import { Refused } from '#app/refuse.ts'
import type { FastifySchemaCompiler } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import type { z } from 'zod'

/** Reads input by its schema; a body or query with a field that the schema does not know is refused with the field's name. */
export const knownFieldsCompiler: FastifySchemaCompiler<z.ZodType> = (route) => {
  const read = validatorCompiler(route)
  if (route.httpPart !== 'body' && route.httpPart !== 'querystring') return read
  return (given: unknown) => {
    const result = read(given)
    if (!isObject(result) || !('value' in result)) return result
    const field = unknownFieldOf(given, result.value)
    return field === undefined ? result : { error: unknownField(field) }
  }
}

// What a schema does not know it leaves out: the first field that is not in what was read.
function unknownFieldOf(body: unknown, read: unknown, path: string[] = []): string | undefined {
  if (!isObject(body) || !isObject(read)) return undefined
  for (const [name, value] of Object.entries(body)) {
    const here = [...path, name]
    if (!Object.hasOwn(read, name)) return here.join('.')
    const field = unknownFieldOf(value, read[name], here)
    if (field !== undefined) return field
  }
  return undefined
}

function unknownField(field: string): Refused {
  const message = say('There is no such field here. Check how it is spelled.')
  const errors = [{ field, code: 'input_is_not_valid' as const, message }]
  return new Refused('input_is_not_valid', { field, detail: `${field}: ${message}`, errors })
}

/** Lists too: their places are names. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
