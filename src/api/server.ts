import { readFileSync } from 'node:fs'
import type { Context, Services } from '#app/context.ts'
import type { RecordedWrite } from '#app/idempotent-write.ts'
import type { WrittenFormats } from '#domain/words/refusal-words.ts'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import scalar from '@scalar/fastify-api-reference'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import {
  createJsonSchemaTransform,
  serializerCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { authenticate, type SignIn } from './authenticate.ts'
import { tidyDocument } from './openapi-document.ts'
import { answerProblems, answerUnreadableAddress } from './problems.ts'
import { knownFieldsCompiler } from './known-fields.ts'
import { hearLargeBodiesOut } from './large-bodies.ts'
import { answerInLanguage } from './spoken.ts'
import { repeatSafely } from './repeat-safely.ts'
import { publicInvoiceRoutes } from './public-invoice-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { routes } from './routes.ts'
import { xeroCallbackRoute } from './xero-callback-route.ts'
import { xeroWebhookRoute } from './xero-webhook-route.ts'
import { answerXeroSignIn, startXeroSignIn } from './xero-sign-in-routes.ts'
import { serveWeb } from './web-files.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Set for every route under /api/v1. */
    ctx: Context
    sessionId: string | null
    /** What was written before under the Idempotency-Key of this request. */
    earlierWrite: RecordedWrite | null
    /** How the workspace writes days and numbers; null as long as nobody knows who asks. */
    formats: WrittenFormats | null
  }
}

export type ServerOptions = {
  services: Services
  signIn: SignIn
  /** Where the built web application is; null leaves it out. */
  webDir: string | null
  logLevel: string
  /** Where the log goes; to the standard output unless given. */
  logTo?: { write(line: string): void }
  /** Answers whether the database can be reached. */
  isHealthy: () => Promise<boolean>
}

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string }

// A thousand time entries with long notes fit; a body of 20 MB does not.
const bodyLimitBytes = 5_000_000

/** The HTTP server: the public API, its reference, sign-in, and the web application. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: bodyLimitBytes,
    logger:
      options.logLevel === 'silent'
        ? false
        : {
            level: options.logLevel,
            serializers: { req: requestInLog },
            ...(options.logTo && { stream: options.logTo }),
          },
    genReqId: () => crypto.randomUUID(),
    trustProxy: 'loopback',
    forceCloseConnections: true,
    frameworkErrors: answerUnreadableAddress,
  }).withTypeProvider<ZodTypeProvider>()

  server.setValidatorCompiler(knownFieldsCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.decorateRequest('formats', null)
  answerProblems(server)
  hearLargeBodiesOut(server)

  await server.register(cookie)
  finishReference(server)
  await server.register(compress, { global: true, threshold: 1024, encodings: ['gzip', 'deflate'] })
  await server.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(options.services.url),
    strictTransportSecurity: false,
  })
  await server.register(rateLimit, { global: false })
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hourbook API',
        version,
        description:
          'Everything Hourbook does, the web application included, goes through this API. Amounts are whole minor units (`…Minor`); unit prices, rates and quantities are decimal texts. Errors are RFC 9457 problem documents with a stable `code`. Lists are read page by page: `limit` says how many rows, and `nextCursor`, null at the end, is the `cursor` of the next page. Only live lists of Xero, suggestions and what belongs to one invoice, selection or administration come whole.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A personal API token (hb_…).' },
        },
      },
      security: [{ token: [] }],
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig: {} }),
    transformObject: tidyDocument,
  })
  await server.register(scalar, {
    routePrefix: referencePath,
    configuration: {
      withDefaultFonts: false,
      hideClientButton: true,
      telemetry: false,
      showDeveloperTools: 'never',
      pageTitle: 'Hourbook API',
      customCss: readableColours,
    },
  })

  server.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const isHealthy = await options.isHealthy()
    return reply
      .code(isHealthy ? 200 : 503)
      .send({ status: isHealthy ? 'ok' : 'unavailable', version })
  })
  answerInLanguage(server)
  await server.register(publicRoutes(options))
  await server.register(publicInvoiceRoutes(options.services))
  await server.register(
    async (api) => {
      authenticate(api, options)
      repeatSafely(api)
      for (const plugin of routes) await api.register(plugin)
    },
    { prefix: '/api/v1' },
  )
  startXeroSignIn(server as unknown as FastifyInstance, options)
  await server.register(async (callback) => {
    answerXeroSignIn(callback as unknown as FastifyInstance, options)
    authenticate(callback, options)
    await callback.register(xeroCallbackRoute)
  })
  await server.register(xeroWebhookRoute(options.services))
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger())
  await serveWeb(server, options.webDir)
  return server
}

function contentSecurityPolicy(url: string) {
  return {
    directives: {
      defaultSrc: ["'self'"],
      // The component library and the API reference set styles at run time.
      styleSrc: ["'self'", "'unsafe-inline'"],
      scriptSrc: ["'self'"],
      // A picture that was chosen is shown before it is sent.
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: url.startsWith('https:') ? [] : null,
    },
  }
}

const referencePath = '/api/docs'

// Some of its own colours are too pale to read on its own grounds.
const readableColours = `
.light-mode {
  --scalar-color-2: #595959; --scalar-color-3: #666; --scalar-color-green: #04704c;
  --scalar-color-yellow: #7a5a00; --scalar-color-orange: #a84100; --scalar-color-blue: #005e9c;
  --scalar-color-red: #b3161b;
}
.dark-mode { --scalar-color-3: #9c9c9c; --scalar-color-red: #ff7a78; }`

// The API reference starts itself with a script in its page, which no other page may; and its page says no language.
function finishReference(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (!request.url.startsWith(referencePath)) return payload
    const policy = reply.getHeader('content-security-policy')
    if (typeof policy === 'string') {
      const allowing = policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
      reply.header('content-security-policy', allowing)
    }
    const isPage = typeof payload === 'string' && /^\s*<!doctype html>/i.test(payload)
    return isPage ? payload.replace('<html>', '<html lang="en">') : payload
  })
}

// The address of a public invoice is all that it takes to see it.
const publicLink = /^(\/i\/|\/api\/v1\/public\/invoices\/)[^/]+/

/** A query can hold what nobody may read in a log: Xero sends its authorization code in one. */
function requestInLog({ method, url, host, ip }: FastifyRequest) {
  const path = url.replace(/\?.*/s, '').replace(publicLink, '$1…')
  return { method, url: path, host, remoteAddress: ip }
}
