import type { FastifyReply } from 'fastify'
import { z } from 'zod'

/** What is said of a response that is a PDF. */
export const pdfFile = {
  description: 'The file.',
  content: { 'application/pdf': { schema: z.string() } },
}

/** Answers with a file to save under `name`. */
export async function sendPdf(
  reply: FastifyReply,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<never> {
  const plain = name.replaceAll(/[^\w.-]/g, '_')
  reply.header('content-type', 'application/pdf')
  reply.header('content-disposition', `attachment; filename="${plain}.pdf"`)
  // Bytes as they are, so no schema has a say in them.
  return (await reply.send(Buffer.from(bytes))) as never
}
