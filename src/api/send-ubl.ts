import type { FastifyReply } from 'fastify'
import { z } from 'zod'

/** What is said of a response that is an e-invoice. */
export const ublFile = {
  description: 'The file.',
  content: { 'application/xml': { schema: z.string() } },
}

/** Answers with an e-invoice to save under `name`. */
export async function sendUbl(
  reply: FastifyReply,
  { name, xml }: { name: string; xml: string },
): Promise<never> {
  reply.header('content-type', 'application/xml; charset=utf-8')
  reply.header('content-disposition', `attachment; filename="${name}.xml"`)
  return (await reply.send(xml as never)) as never
}
