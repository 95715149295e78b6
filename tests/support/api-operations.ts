import { readFileSync } from 'node:fs'

/** As much of a JSON schema as is read here. */
export type Schema = {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  maxLength?: number
  maximum?: number
  maxItems?: number
}

export type Operation = {
  id: string
  method: string
  /** Below /api/v1, with {names} for what is filled in. */
  path: string
  pathNames: string[]
  query: Record<string, Schema>
  /** Of JSON; undefined where none or a file is sent. */
  body: Schema | undefined
}

type Documented = {
  operationId: string
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: { 'application/json'?: { schema: Schema } } }
}
type Document = {
  paths: Record<string, Record<string, Documented>>
  components: { schemas: Record<string, Schema> }
}

const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as Document

/** Everything the API does, as openapi.json tells it. */
export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => ({
    id: operationId,
    method: method.toUpperCase(),
    path: path.replace('/api/v1', ''),
    pathNames: parameters.filter((each) => each.in === 'path').map((each) => each.name),
    query: Object.fromEntries(
      parameters.filter((each) => each.in === 'query').map((each) => [each.name, each.schema]),
    ),
    body: requestBody?.content['application/json']?.schema,
  })),
)

export const reads = operations.filter((each) => each.method === 'GET')
export const writes = operations.filter((each) => each.method !== 'GET')

/** Every field below a schema, by its dotted path; `*` stands for any place of a list. */
export function fieldsOf(schema: Schema, path = ''): { path: string; schema: Schema }[] {
  const name = schema.$ref?.split('/').at(-1)
  if (name !== undefined) return fieldsOf(document.components.schemas[name] ?? {}, path)
  if (schema.anyOf) return schema.anyOf.flatMap((each) => fieldsOf(each, path))
  const below = (key: string) => (path === '' ? key : `${path}.${key}`)
  return [
    ...(path === '' || schema.type === 'null' ? [] : [{ path, schema }]),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => fieldsOf(each, below(key))),
    ...(schema.items ? fieldsOf(schema.items, below('*')) : []),
  ]
}
