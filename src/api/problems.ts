import { inWordsOf } from '#domain/words/refusal-words.ts'
import { readerOf } from './spoken.ts'
import { say, type Sentence } from '#domain/words/say.ts'
import { Refused } from '#app/refuse.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { problemOf, type Problem } from './refusals.ts'

/** Every refusal, and every fault, leaves this server as a problem document. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Refused) {
      return send(reply, problemOf(error.code, request, error.particulars))
    }
    if (hasZodFastifySchemaValidationErrors(error)) {
      const errors = error.validation.map((issue) => ({
        field: fieldOf(issue.instancePath),
        code: issue.keyword,
        message: issue.message ?? say('This cannot be accepted.'),
      }))
      const [first] = errors
      return send(
        reply,
        problemOf('input_is_not_valid', request, {
          ...(first ? { detail: `${first.field}: ${first.message}`, field: first.field } : {}),
          errors,
        }),
      )
    }
    const code = codeOfFrameworkError(error)
    if (code) return send(reply, problemOf(code, request))
    request.log.error({ err: error }, 'fault')
    return send(reply, fault(request))
  })
}

/** An address that cannot even be read, such as one with a lone percent sign, leads nowhere. */
export function answerUnreadableAddress(
  _error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  void send(reply, problemOf('route_not_found', request))
}

/** Answers with a problem document. */
export function send(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((body) => JSON.stringify(body))
    .send(problem)
}

function fieldOf(instancePath: string): string {
  return instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body'
}

function codeOfFrameworkError(error: FastifyError): RefusalCode | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'body_is_too_large'
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_CP_ERR_INVALID_CONTENT_ENCODING':
      return 'media_type_is_not_supported'
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return 'body_is_not_json'
    default:
      if (error.statusCode === 429) return 'too_many_requests'
      return error.statusCode === 400 ? 'body_is_not_json' : undefined
  }
}

function fault(request: FastifyRequest): Problem {
  const spoken = (words: Sentence) => inWordsOf(words, readerOf(request))
  return {
    type: 'https://hourbook.dev/problems/internal_fault',
    title: spoken('Something went wrong on our side.'),
    status: 500,
    code: 'internal_fault',
    detail: spoken(
      'The request was not carried out. The log has the particulars under this request id.',
    ),
    fix: spoken('Try again; if it stays, report it with the request id.'),
    requestId: request.id,
  }
}
