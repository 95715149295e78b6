import { jsonSchemaTransformObject } from 'fastify-type-provider-zod'

type Document = Parameters<typeof jsonSchemaTransformObject>[0]

/** The library describes every named schema twice and bounds every integer; the document is kept to what says something. */
export function tidyDocument(document: Document): ReturnType<typeof jsonSchemaTransformObject> {
  const complete = JSON.parse(
    JSON.stringify(jsonSchemaTransformObject(document)),
    withoutNoise,
  ) as {
    components?: { schemas?: Record<string, unknown> }
  }
  const schemas = complete.components?.schemas ?? {}
  for (const name of Object.keys(schemas)) {
    const isReferenced = JSON.stringify(complete).includes(`"#/components/schemas/${name}"`)
    if (name.endsWith('Input') && !isReferenced) delete schemas[name]
  }
  return complete as ReturnType<typeof jsonSchemaTransformObject>
}

function withoutNoise(key: string, value: unknown): unknown {
  const isBound = key === 'minimum' || key === 'maximum'
  const isNoise = isBound && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER
  return isNoise ? undefined : value
}
