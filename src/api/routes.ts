import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { apiTokenRoutes } from './api-tokens-routes.ts'
import { clientRoutes } from './clients-routes.ts'
import { meRoutes } from './me-routes.ts'

/** Every noun of the API, in the order the reference shows them. */
export const routes: FastifyPluginAsyncZod[] = [meRoutes, apiTokenRoutes, clientRoutes]
