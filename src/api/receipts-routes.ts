import { addReceipt } from '#app/receipts/add-receipt.ts'
import { deleteReceipt } from '#app/receipts/delete-receipt.ts'
import { getReceipt, type ReceiptFile } from '#app/receipts/get-receipt.ts'
import { isShownByBrowsers, receiptMaxBytes } from '#domain/receipt.ts'
import multipart from '@fastify/multipart'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fileBody, fileBodyLimitBytes, receiveFile } from './received-file.ts'
import { refusesWith } from './refusals.ts'
import { locked } from './registration-schemas.ts'
import { id } from './schemas.ts'

export const ReceiptView = z
  .object({
    id,
    name: z.string(),
    mediaType: z.string().describe('What the file is, by its content.'),
    sizeBytes: z.int(),
  })
  .meta({ id: 'Receipt' })

const tags = ['Expenses']
const ofExpense = z.object({ expenseId: id })
const params = z.object({ expenseId: id, receiptId: id })
const bytes = { schema: z.string().meta({ format: 'binary' }) }

export const receiptRoutes: FastifyPluginAsyncZod = async (api) => {
  await api.register(multipart)

  api.route({
    method: 'POST',
    url: '/expenses/:expenseId/receipts',
    bodyLimit: fileBodyLimitBytes,
    preValidation: receiveFile({
      largestBytes: receiptMaxBytes,
      missing: 'receipt_is_missing',
      tooBig: 'receipt_is_too_big',
    }),
    schema: {
      operationId: 'addReceipt',
      tags,
      summary: 'Add a receipt to an expense',
      description:
        'A JPEG, PNG, WebP or HEIC picture or a PDF, of up to 10 MB; what it is, its content tells. Up to ten for an expense. The same file sent again is the receipt that is there.',
      params: ofExpense,
      consumes: ['multipart/form-data'],
      body: fileBody,
      response: {
        201: ReceiptView,
        ...refusesWith(
          'expense_not_found',
          ...locked,
          'receipt_is_missing',
          'receipt_is_empty',
          'receipt_type_is_not_taken',
          'receipt_is_too_big',
          'too_many_receipts',
        ),
      },
    },
    handler: async (request, reply) => {
      const receipt = await addReceipt(request.ctx, { ...request.params, ...request.body })
      return await reply.code(201).send(receipt)
    },
  })

  api.route({
    method: 'GET',
    url: '/expenses/:expenseId/receipts/:receiptId',
    schema: {
      operationId: 'getReceipt',
      tags,
      summary: 'The file of a receipt',
      params,
      response: {
        200: { description: 'The file.', content: { 'application/octet-stream': bytes } },
        ...refusesWith('expense_not_found', 'receipt_not_found'),
      },
    },
    handler: async (request, reply) => {
      const receipt = await getReceipt(request.ctx, request.params)
      return await sendReceipt(reply, { receipt, known: request.headers['if-none-match'] })
    },
  })

  api.route({
    method: 'DELETE',
    url: '/expenses/:expenseId/receipts/:receiptId',
    schema: {
      operationId: 'deleteReceipt',
      tags,
      summary: 'Take a receipt off an expense',
      params,
      response: {
        204: z.null(),
        ...refusesWith('expense_not_found', 'receipt_not_found', ...locked),
      },
    },
    handler: async (request, reply) => {
      await deleteReceipt(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}

type Sending = { receipt: ReceiptFile; known: string | undefined }

// Bytes as they are, so no schema has a say in them.
async function sendReceipt(reply: FastifyReply, { receipt, known }: Sending): Promise<never> {
  const tag = `"${receipt.sha256}"`
  // Kept by the browser, but asked for anew each time: who may see it can change.
  reply.header('etag', tag).header('cache-control', 'private, no-cache')
  if (known === tag) return (await reply.code(304).send()) as never
  // A file of a stranger runs nothing and reaches nothing, whatever a browser makes of it.
  reply.header('content-security-policy', "default-src 'none'; sandbox")
  reply.header('x-content-type-options', 'nosniff')
  reply.header('content-disposition', dispositionOf(receipt))
  reply.header('content-type', receipt.mediaType)
  return (await reply.send(await receipt.read())) as never
}

function dispositionOf({ name, mediaType }: { name: string; mediaType: string }): string {
  const kind = isShownByBrowsers(mediaType) ? 'inline' : 'attachment'
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`
}
