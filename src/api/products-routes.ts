import { createProducts } from '#app/catalogue/create-products.ts'
import { deleteProduct } from '#app/catalogue/delete-product.ts'
import { listProducts } from '#app/catalogue/list-products.ts'
import { updateProduct } from '#app/catalogue/update-product.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  archived,
  codeText,
  id,
  moment,
  nameText,
  pageOf,
  pageQuery,
  price,
  sortQuery,
  text,
} from './schemas.ts'

const ProductView = z
  .object({
    id,
    name: z.string(),
    unitPrice: z.string(),
    vatRateId: id.nullable(),
    xeroItemCode: z.string().nullable(),
    archivedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Product' })

const xeroItemCode = codeText(30).nullable()
const fields = {
  name: nameText(200),
  unitPrice: price,
  vatRateId: id.nullable(),
  xeroItemCode,
}

const NewProduct = z.object({
  ...fields,
  unitPrice: fields.unitPrice.default('0'),
  vatRateId: fields.vatRateId.default(null),
  xeroItemCode: xeroItemCode.default(null),
})

const ChangedProduct = z.object({ ...fields, isArchived: z.boolean() }).partial()
const params = z.object({ productId: id })
const tags = ['Products']

export const productRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/products',
    schema: {
      operationId: 'listProducts',
      tags,
      summary: 'Find products',
      querystring: z.object({
        ...pageQuery,
        ...sortQuery('products'),
        q: text(200).optional(),
        archived,
      }),
      response: { 200: pageOf(ProductView), ...refusesWith() },
    },
    handler: async (request) => await listProducts(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/products',
    schema: {
      operationId: 'createProducts',
      tags,
      summary: 'Create products, all or none',
      body: z.object({ items: z.array(NewProduct).min(1).max(1000) }),
      response: {
        201: z.object({ items: z.array(ProductView) }),
        ...refusesWith('product_name_is_taken', 'vat_rate_not_found'),
      },
    },
    handler: async (request, reply) => {
      const items = await createProducts(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/products/:productId',
    schema: {
      operationId: 'updateProduct',
      tags,
      summary: 'Change or archive a product',
      params,
      body: ChangedProduct,
      response: {
        200: ProductView,
        ...refusesWith('product_not_found', 'product_name_is_taken', 'vat_rate_not_found'),
      },
    },
    handler: async (request) =>
      await updateProduct(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/products/:productId',
    schema: {
      operationId: 'deleteProduct',
      tags,
      summary: 'Delete an unused product',
      params,
      response: { 204: z.null(), ...refusesWith('product_not_found', 'product_is_in_use') },
    },
    handler: async (request, reply) => {
      await deleteProduct(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
