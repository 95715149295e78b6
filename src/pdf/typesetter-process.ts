import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fileURLToPath } from 'node:url'

// The process that typesets. Its memory only grows, so typesetter.ts replaces it now and then.

/** What is asked of the process, and what it answers. */
export type TypesetRequest = {
  template: string
  data: string
  /** A picture that the template may show, under `name` beside it. */
  picture?: { name: string; content: Uint8Array } | undefined
}
export type TypesetAnswer =
  | { bytes: Uint8Array; rssBytes: number }
  | { problem: string }
  | { missing: string }

const weights = ['400Regular', '500Medium', '600SemiBold']
const templates = fileURLToPath(new URL('./templates', import.meta.url))

const compiler = await startCompiler()
process.on('message', (request: TypesetRequest) => {
  process.send?.('missing' in compiler ? compiler : typeset(compiler, request))
})

// The compiler has a part for each platform, and npm leaves out those that do not fit.
async function startCompiler(): Promise<NodeCompiler | { missing: string }> {
  try {
    const typst = await import('@myriaddreamin/typst-ts-node-compiler')
    const fonts = fileURLToPath(new URL('.', import.meta.resolve('@expo-google-fonts/inter')))
    return typst.NodeCompiler.create({
      workspace: templates,
      fontArgs: [{ fontPaths: weights.map((weight) => `${fonts}${weight}`) }],
    })
  } catch (error) {
    return { missing: String(error) }
  }
}

function typeset(typst: NodeCompiler, request: TypesetRequest): TypesetAnswer {
  const { template, data, picture } = request
  if (picture) typst.mapShadow(`${templates}/${picture.name}`, Buffer.from(picture.content))
  try {
    return compile(typst, { template, data })
  } finally {
    if (picture) typst.unmapShadow(`${templates}/${picture.name}`)
  }
}

function compile(
  typst: NodeCompiler,
  { template, data }: { template: string; data: string },
): TypesetAnswer {
  const compiled = typst.compile({ mainFilePath: `${templates}/${template}`, inputs: { data } })
  const document = compiled.result
  if (!document || compiled.hasError()) {
    return { problem: JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics) }
  }
  const bytes = new Uint8Array(typst.pdf(document))
  typst.evictCache(0)
  return { bytes, rssBytes: process.memoryUsage.rss() }
}
