import { controlPage } from './control-page.ts'
import { ControlRefusal, type Control, type LimitsRequest } from './control.ts'
import { faultNames, type FaultRequest } from './faults.ts'
import type { OrganisationRequest } from './generate-organisation.ts'
import {
  emptyAnswer,
  isCrossSite,
  jsonAnswer,
  redirectAnswer,
  type Answer,
  type Request,
} from './http.ts'
import type { PaymentRequest } from './payment-writes.ts'
import { PostDataInvalid } from './input.ts'
import type { OrganisationProfile } from './records.ts'
import type { Snapshot } from './snapshot.ts'
import { defaultSwitches } from './switches.ts'

type Json = Record<string, unknown>
type Action = (control: Control, body: Json, params: readonly string[]) => unknown

/** `METHOD /path` with `:` for one segment. */
const actions: Readonly<Record<string, Action>> = {
  'GET /state': (control) => control.state(),
  'GET /requests': (control) => control.requests(),
  'DELETE /requests': (control) => control.clearRequests(),
  'GET /faults': (control) => control.faults.list(),
  'POST /faults': (control, body) => control.faults.add(faultFrom(body)),
  'DELETE /faults': (control) => control.faults.clear(),
  'POST /clock': moveClock,
  'POST /limits': (control, body) => control.setLimits((body['limits'] ?? body) as LimitsRequest),
  'GET /switches': (control) => control.switches,
  'PATCH /switches': changeSwitches,
  'GET /organisations': (control) => control.organisations.list(),
  'POST /organisations': (control, body) =>
    control.organisations.create({ name: 'New organisation', ...body } as OrganisationRequest),
  'PATCH /organisations/:': (control, body, [id = '']) =>
    control.organisations.edit(id, body as Partial<OrganisationProfile>),
  'POST /organisations/:/disconnect': (control, _body, [id = '']) =>
    control.organisations.disconnect(id),
  'GET /organisations/:/contacts': (control, _body, [id = '']) => control.contacts(id),
  'POST /organisations/:/contacts': (control, body, [id = '']) =>
    control.addContacts(id, {
      count: Number(body['count'] ?? 1),
      ...(typeof body['seed'] === 'number' && { seed: body['seed'] }),
    }).length,
  'PATCH /organisations/:/contacts/:': (control, body, [id = '', contactId = '']) =>
    control.editContact(id, contactId, body),
  'GET /organisations/:/invoices': (control, _body, [id = '']) => control.invoices(id),
  'PATCH /organisations/:/invoices/:': (control, body, [id = '', invoiceId = '']) =>
    control.editInvoice(id, invoiceId, body),
  'POST /organisations/:/invoices/:/payments': (control, body, [id = '', invoiceId = '']) =>
    control.payInvoice(id, invoiceId, body as PaymentRequest),
  'GET /organisations/:/payments': (control, _body, [id = '']) => control.payments(id),
  'DELETE /organisations/:/payments/:': (control, _body, [id = '', paymentId = '']) =>
    control.deletePayment(id, paymentId),
  'GET /organisations/:/manual-journals': (control, _body, [id = '']) => control.manualJournals(id),
  'PATCH /organisations/:/manual-journals/:': (control, body, [id = '', journalId = '']) =>
    control.editManualJournal(id, journalId, body),
  'GET /organisations/:/attachments': (control, _body, [id = '']) =>
    control.attachments(id).map(({ content, ...file }) => ({ ...file, bytes: content.length })),
  'GET /organisations/:/history/:': (control, _body, [id = '', documentId = '']) =>
    control.history(id, documentId),
  'POST /authorise': (control, body) => control.authorise(authorisationFrom(control, body)),
  'DELETE /refresh-tokens': (control) => control.endRefreshTokens(),
  'POST /reset': (control) => control.reset(),
  'GET /snapshot': (control) => control.snapshot(),
  'POST /snapshot': (control, body) => control.restore(body as unknown as Snapshot),
}

const routes = Object.entries(actions).map(([name, action]) => {
  const [method = '', path = ''] = name.split(' ')
  return { method, action, pattern: new RegExp(`^/control${path.replaceAll(':', '([^/]+)')}$`) }
})

/** Runs one operation of the control API; 204 where there is nothing to tell. */
export function controlCall(control: Control, request: Request): Answer {
  const { pathname } = request.url
  if (isCrossSite(request))
    return jsonAnswer(403, { error: 'the control API takes no cross-site calls' })
  try {
    const isPage = pathname === '/control/ui' || pathname === '/control'
    return isPage ? controlPages(control, request) : runAction(control, request)
  } catch (error) {
    if (error instanceof ControlRefusal) return jsonAnswer(error.status, { error: error.message })
    if (error instanceof PostDataInvalid) return jsonAnswer(400, { error: error.message })
    throw error
  }
}

function runAction(control: Control, request: Request): Answer {
  const { pathname } = request.url
  const matching = routes.filter(({ pattern }) => pattern.test(pathname))
  const route = matching.find(({ method }) => method === request.method)
  if (!route) return jsonAnswer(matching.length > 0 ? 405 : 404, { error: 'no such operation' })
  const params = (route.pattern.exec(pathname) ?? []).slice(1).map(decodeURIComponent)
  const result = route.action(control, bodyOf(request), params)
  return result === undefined ? emptyAnswer(204) : jsonAnswer(200, result)
}

function bodyOf(request: Request): Json {
  const text = request.body.toString()
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  } catch {
    // Falls through: both are the same mistake to the caller.
  }
  throw new ControlRefusal(400, 'the body must be a JSON object')
}

function faultFrom(body: Json): FaultRequest {
  const fault = faultNames.find((name) => name === body['fault'])
  if (!fault) throw new ControlRefusal(400, `fault must be one of ${faultNames.join(', ')}`)
  const number = (name: string) => {
    const value = Number(body[name])
    return body[name] !== undefined && body[name] !== '' && Number.isFinite(value) && value >= 0
      ? { [name]: value }
      : {}
  }
  return {
    fault,
    ...(typeof body['operation'] === 'string' &&
      body['operation'] && { operation: body['operation'] }),
    ...number('nth'),
    ...number('times'),
    ...number('ms'),
    ...(body['ending'] === 'answer' && { ending: 'answer' }),
    ...(typeof body['organisationId'] === 'string' && { organisationId: body['organisationId'] }),
  }
}

function moveClock(control: Control, body: Json): Json {
  const { advanceSeconds, set } = body
  if (typeof advanceSeconds === 'number') control.advance(advanceSeconds * 1000)
  else if (typeof set === 'string' || typeof set === 'number') {
    const at = typeof set === 'number' ? set : Date.parse(set)
    if (Number.isNaN(at)) throw new ControlRefusal(400, 'set must be a moment')
    control.setClock(at)
  } else throw new ControlRefusal(400, 'give advanceSeconds or set')
  return { now: new Date(control.now()).toISOString() }
}

function changeSwitches(control: Control, body: Json): unknown {
  const unknownNames = Object.keys(body).filter((name) => !(name in defaultSwitches))
  if (unknownNames.length > 0) {
    throw new ControlRefusal(400, `there is no switch ${unknownNames.join(', ')}`)
  }
  return Object.assign(control.switches, body)
}

function authorisationFrom(control: Control, body: Json) {
  const organisationId = body['organisationId'] ?? control.organisations.list()[0]?.id
  const { scopes } = body
  return {
    organisationId: String(organisationId),
    ...(Array.isArray(scopes) && { scopes: scopes.map(String) }),
  }
}

// The page works without scripts: its forms post here and come back.
function controlPages(control: Control, request: Request): Answer {
  if (request.method === 'POST') {
    const form = new URLSearchParams(request.body.toString())
    if (form.get('action') === 'clear') control.faults.clear()
    else if (form.get('action') === 'advance') control.advance(Number(form.get('seconds')) * 1000)
    else control.faults.add(faultFrom(Object.fromEntries(form)))
    return redirectAnswer('/control/ui', 303)
  }
  return controlPage(control)
}
