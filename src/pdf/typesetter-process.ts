import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { fileURLToPath } from 'node:url'

// The process that typesets. Its memory only grows, so typesetter.ts replaces it now and then.

/** What is asked of the process, and what it answers. */
export type TypesetRequest = {
  template: string
  data: string
  /** A picture that the template may show, under `name` beside it. */
  picture?: { name: string; content: Uint8Array } | undefined
  /** XML to go inside, which makes the file a PDF/A-3. */
  attachment?: string | undefined
}
export type TypesetAnswer =
  | { bytes: Uint8Array; rssBytes: number }
  | { problem: string }
  | { missing: string }

const attachmentName = 'e-invoice.xml'
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
  const { template, data, picture, attachment } = request
  const attached = `${templates}/${attachmentName}`
  if (picture) typst.mapShadow(`${templates}/${picture.name}`, Buffer.from(picture.content))
  if (attachment !== undefined) typst.mapShadow(attached, Buffer.from(attachment))
  try {
    return compile(typst, { template, data, isArchive: attachment !== undefined })
  } finally {
    if (picture) typst.unmapShadow(`${templates}/${picture.name}`)
    if (attachment !== undefined) typst.unmapShadow(attached)
  }
}

function compile(
  typst: NodeCompiler,
  { template, data, isArchive }: { template: string; data: string; isArchive: boolean },
): TypesetAnswer {
  const compiled = typst.compile({ mainFilePath: `${templates}/${template}`, inputs: { data } })
  const document = compiled.result
  if (!document || compiled.hasError()) {
    return { problem: JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics) }
  }
  const bytes = new Uint8Array(isArchive ? archiveOf(typst, document) : typst.pdf(document))
  typst.evictCache(0)
  return { bytes, rssBytes: process.memoryUsage.rss() }
}

/** A PDF/A-3; a plain PDF with the same inside where a sign is in no font, which PDF/A does not have. */
function archiveOf(typst: NodeCompiler, document: NodeTypstDocument): Buffer {
  try {
    return typst.pdf(document, { pdfStandard: 'a-3b' })
  } catch {
    return typst.pdf(document)
  }
}
