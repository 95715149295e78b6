import { inWordsOf, languageFrom, type Reader } from '#domain/words/refusal-words.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'

// Which texts of an answer are sentences of the server is said in its schema; they leave in the reader's language.
const spoken = new WeakSet<object>()

/** A text of an answer that is a sentence of the server, and so in the language that the request accepts. */
export function said(description?: string): z.ZodString {
  const schema = description === undefined ? z.string() : z.string().describe(description)
  spoken.add(schema)
  return schema
}

type Walk = (value: unknown, reader: Reader) => unknown

/** Has the sentences of every answer leave as who asked reads them. */
export function answerInLanguage(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const answers = Object.values((route.schema?.response ?? {}) as Record<string, unknown>)
    const walks = answers.flatMap((each) => (each instanceof z.ZodType ? (walkOf(each) ?? []) : []))
    if (walks.length === 0) return
    route.preSerialization = async (request, _reply, payload) => {
      const reader = readerOf(request)
      return walks.reduce<unknown>((kept, walk) => walk(kept, reader), payload)
    }
  })
}

/** Who reads the answer: in the language that the request accepts, with the days and numbers of the workspace. */
export function readerOf(request: Pick<FastifyRequest, 'headers' | 'formats'>): Reader {
  return { language: languageFrom(request.headers['accept-language']), formats: request.formats }
}

/** How the sentences in values of this schema are found; undefined where there are none. */
function walkOf(schema: z.ZodType | z.core.$ZodType): Walk | undefined {
  if (spoken.has(schema)) {
    return (value, reader) => (typeof value === 'string' ? inWordsOf(value, reader) : value)
  }
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    return walkOf(schema.unwrap())
  }
  if (schema instanceof z.ZodArray) {
    const each = walkOf(schema.element)
    return (
      each &&
      ((value, reader) => (Array.isArray(value) ? value.map((item) => each(item, reader)) : value))
    )
  }
  if (schema instanceof z.ZodUnion) {
    const walks = schema.options.flatMap((option) => walkOf(option) ?? [])
    if (walks.length === 0) return undefined
    return (value, reader) => walks.reduce<unknown>((kept, walk) => walk(kept, reader), value)
  }
  return schema instanceof z.ZodObject ? walkOfObject(schema) : undefined
}

function walkOfObject(schema: z.ZodObject): Walk | undefined {
  const walks = Object.entries(schema.shape).flatMap(([name, field]) => {
    const walk = walkOf(field)
    return walk ? [[name, walk] as const] : []
  })
  if (walks.length === 0) return undefined
  return (value, reader) => {
    if (typeof value !== 'object' || value === null) return value
    const fields = value as Record<string, unknown>
    const read = walks.flatMap(([name, walk]) =>
      Object.hasOwn(fields, name) ? [[name, walk(fields[name], reader)] as const] : [],
    )
    return { ...fields, ...Object.fromEntries(read) }
  }
}
