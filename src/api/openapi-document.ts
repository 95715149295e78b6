import { jsonSchemaTransformObject } from 'fastify-type-provider-zod'

type Document = Parameters<typeof jsonSchemaTransformObject>[0]
type Operation = { parameters?: unknown[] }

/** The library describes every named schema twice and bounds every integer; the document is kept to what says something. */
export function tidyDocument(document: Document): ReturnType<typeof jsonSchemaTransformObject> {
  const complete = JSON.parse(
    JSON.stringify(jsonSchemaTransformObject(document)),
    withoutNoise,
  ) as {
    paths?: Record<string, Record<string, Operation>>
    components?: { schemas?: Record<string, unknown> }
  }
  offerWriteKeys(complete.paths ?? {})
  const schemas = complete.components?.schemas ?? {}
  for (const name of Object.keys(schemas)) {
    const isReferenced = JSON.stringify(complete).includes(`"#/components/schemas/${name}"`)
    if (name.endsWith('Input') && !isReferenced) delete schemas[name]
  }
  return complete as ReturnType<typeof jsonSchemaTransformObject>
}

const writeKey = {
  in: 'header',
  name: 'Idempotency-Key',
  required: false,
  description:
    'A key of your own choice, new for every write. The same request with the same key happens once: its repetition gets the first answer, with `Idempotent-Replayed: true`.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** Every write takes a key (repeat-safely.ts), whatever its route says. */
function offerWriteKeys(paths: Record<string, Record<string, Operation>>): void {
  for (const operations of Object.values(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (method !== 'get') operation.parameters = [...(operation.parameters ?? []), writeKey]
    }
  }
}

function withoutNoise(key: string, value: unknown): unknown {
  const isBound = key === 'minimum' || key === 'maximum'
  const isNoise = isBound && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER
  return isNoise ? undefined : value
}
