import { accountsResource } from './accounts.ts'
import {
  BadRequest,
  commit,
  createWrites,
  Forbidden,
  NotFound,
  NotImplemented,
  type ApiAnswer,
  type Call,
  type Resource,
} from './call.ts'
import { contactGroupsResource } from './contact-groups.ts'
import { contactsResource } from './contacts.ts'
import { creditNotesResource } from './credit-notes.ts'
import { errorAnswer, problemBody } from './envelope.ts'
import { PostDataInvalid } from './input.ts'
import type { Request } from './http.ts'
import { invoicesResource } from './invoices.ts'
import { itemsResource } from './items.ts'
import { manualJournalsResource } from './manual-journals.ts'
import { organisationResource } from './organisation.ts'
import { paymentsResource } from './payments.ts'
import { brandingThemesResource, usersResource } from './people-and-themes.ts'
import type { Organisation } from './records.ts'
import { currenciesResource, taxRatesResource, trackingCategoriesResource } from './settings.ts'
import { writeTaxRates, writeTrackingOptions } from './settings-writes.ts'
import { QueryParseException } from './where.ts'
import type { World } from './world.ts'

const resources: Readonly<Record<string, Resource>> = {
  organisation: organisationResource,
  organisations: organisationResource,
  accounts: accountsResource,
  items: itemsResource,
  taxrates: byMethod(taxRatesResource, writeTaxRates),
  trackingcategories: byMethod(trackingCategoriesResource, writeTrackingOptions),
  currencies: currenciesResource,
  contacts: contactsResource,
  invoices: invoicesResource,
  creditnotes: creditNotesResource,
  contactgroups: contactGroupsResource,
  brandingthemes: brandingThemesResource,
  users: usersResource,
  manualjournals: manualJournalsResource,
  payments: paymentsResource,
}

function byMethod(read: Resource, write: Resource): Resource {
  return (call) => (call.method === 'GET' ? read(call) : write(call))
}

export const apiPrefix = '/api.xro/2.0/'

/** The parts of an API path behind the prefix: `['invoices', '<id>']`, the first in lower case. */
export function apiPath(request: Request): string[] {
  const rest = request.url.pathname.slice(apiPrefix.length)
  const parts = rest.split('/').filter((part) => part !== '')
  return parts.map((part, index) => (index === 0 ? part.toLowerCase() : decoded(part)))
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Does the work of an authorised call. Every complaint becomes an answer; only our bugs throw. */
export function runResource(world: World, organisation: Organisation, request: Request): ApiAnswer {
  const [name = '', ...path] = apiPath(request)
  const writes = createWrites()
  const call: Call = {
    world,
    organisation,
    method: request.method,
    path,
    query: request.url.searchParams,
    headers: request.headers,
    body: request.body,
    now: world.clock.now(),
    unitDecimals: request.url.searchParams.get('unitdp') === '4' ? 4 : 2,
    person: null,
    writes,
  }
  try {
    const resource = resources[name]
    if (!resource) throw new NotFound()
    const isFile = path[1]?.toLowerCase() === 'attachments'
    if (!isFile && request.body.length > world.switches.maxBodyBytes) {
      return tooLarge(world)
    }
    refuseSingleEquals(world, call)
    if (!isFile) refuseUnreadable(world, call)
    const answer = resource(call)
    if (request.method !== 'GET') commit(call)
    return answer
  } catch (error) {
    writes.undoTo(0)
    const answer = answerFor(world, error)
    if (!answer) throw error
    return answer
  }
}

function tooLarge(world: World): ApiAnswer {
  if (world.switches.tooLargeStatus === '400') throw new BadRequest('The request is too large.')
  const body = problemBody(world, 413, 'RequestEntityTooLarge', 'PayloadTooLarge')
  return { status: 413, body }
}

function refuseSingleEquals(world: World, call: Call) {
  if (world.switches.whereSingleEquals === 'accept') return
  const outside = (call.query.get('where') ?? '').replaceAll(/"(?:[^"\\]|\\.|"")*"/g, '""')
  if (/(?:^|[^=!<>])=(?:[^=]|$)/.test(outside)) throw new QueryParseException("'==' expected")
}

const unreadable = '[[unreadable]]'

// Nobody can say beforehand what Xero cannot read; this stands for it.
function refuseUnreadable({ switches }: World, call: Call) {
  if (switches.unreadableText === 'accept') return
  if ((call.query.get('where') ?? '').includes(unreadable)) {
    throw new QueryParseException(`Unexpected character in ${unreadable}`)
  }
  if (call.body.includes(unreadable)) {
    throw new PostDataInvalid(
      `JSON for post data was invalid,Unexpected character in ${unreadable}.`,
    )
  }
}

/** Bodies that are not JSON; recognised by the sender of the answer. */
export const notFoundText = "The resource you're looking for cannot be found"

function answerFor(world: World, error: unknown): ApiAnswer | null {
  if (error instanceof NotFound) return { status: 404, body: notFoundText }
  if (error instanceof NotImplemented) return { status: 501, body: 'Not Implemented' }
  if (error instanceof Forbidden) {
    const status = Number(world.switches.missingPermissionStatus)
    const title = status === 403 ? 'Forbidden' : 'Unauthorized'
    return { status, body: problemBody(world, status, title, 'AuthorizationUnsuccessful') }
  }
  if (error instanceof PostDataInvalid) {
    return errorAnswer(14, 'PostDataInvalidException', error.message)
  }
  if (error instanceof QueryParseException) {
    return errorAnswer(world.switches.queryParseErrorNumber, 'QueryParseException', error.message)
  }
  if (error instanceof BadRequest) return errorAnswer(10, 'ValidationException', error.message, [])
  return null
}
