import type { FastifyReply } from 'fastify'

/** Sends a PDF under its name; no schema has a say in it. */
export async function sendPdf(
  reply: FastifyReply,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<never> {
  reply.header('content-type', 'application/pdf')
  reply.header('content-disposition', `attachment; filename="${name}.pdf"`)
  return (await reply.send(Buffer.from(bytes))) as never
}
