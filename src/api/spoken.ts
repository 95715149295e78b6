import { inLanguage, languageFrom } from '#domain/words/refusal-words.ts'
import type { Language } from '#lib/languages.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

// Which texts of an answer are sentences of the server is said in its schema; they leave in the reader's language.
const spoken = new WeakSet<object>()

/** A text of an answer that is a sentence of the server, and so in the language that the request accepts. */
export function said(description?: string): z.ZodString {
  const schema = description === undefined ? z.string() : z.string().describe(description)
  spoken.add(schema)
  return schema
}

type InDutch = (value: unknown) => unknown

/** Has every answer leave in the language of who reads it. English, as it is kept, costs nothing. */
export function answerInLanguage(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const answers = Object.values((route.schema?.response ?? {}) as Record<string, unknown>)
    const walks = answers.flatMap((each) => (each instanceof z.ZodType ? (walkOf(each) ?? []) : []))
    if (walks.length === 0) return
    route.preSerialization = async (request, _reply, payload) =>
      languageOf(request) === 'nl'
        ? walks.reduce<unknown>((kept, walk) => walk(kept), payload)
        : payload
  })
}

/** The language that a request's answer is read in. */
export function languageOf(request: {
  headers: { 'accept-language'?: string | undefined }
}): Language {
  return languageFrom(request.headers['accept-language'])
}

/** How the sentences in values of this schema are found; undefined where there are none. */
function walkOf(schema: z.ZodType | z.core.$ZodType): InDutch | undefined {
  if (spoken.has(schema)) {
    return (value) => (typeof value === 'string' ? inLanguage(value, 'nl') : value)
  }
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    return walkOf(schema.unwrap())
  }
  if (schema instanceof z.ZodArray) {
    const each = walkOf(schema.element)
    return each && ((value) => (Array.isArray(value) ? value.map(each) : value))
  }
  if (schema instanceof z.ZodUnion) {
    const walks = schema.options.flatMap((option) => walkOf(option) ?? [])
    if (walks.length === 0) return undefined
    return (value) => walks.reduce<unknown>((kept, walk) => walk(kept), value)
  }
  return schema instanceof z.ZodObject ? walkOfObject(schema) : undefined
}

function walkOfObject(schema: z.ZodObject): InDutch | undefined {
  const walks = Object.entries(schema.shape).flatMap(([name, field]) => {
    const walk = walkOf(field)
    return walk ? [[name, walk] as const] : []
  })
  if (walks.length === 0) return undefined
  return (value) => {
    if (typeof value !== 'object' || value === null) return value
    const fields = value as Record<string, unknown>
    const inDutch = walks.flatMap(([name, walk]) =>
      Object.hasOwn(fields, name) ? [[name, walk(fields[name])] as const] : [],
    )
    return { ...fields, ...Object.fromEntries(inDutch) }
  }
}
