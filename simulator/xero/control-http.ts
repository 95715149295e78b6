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
import { isUuid } from './ids.ts'
import type { PaymentRequest } from './payment-writes.ts'
import { PostDataInvalid } from './input.ts'
import type { OrganisationProfile } from './records.ts'
import type { Snapshot } from './snapshot.ts'
import { switchesFrom } from './switches.ts'
import {
  webhookCategories,
  webhookOrders,
  type WebhookCategory,
  type WebhookSettings,
} from './webhook-state.ts'
import type { DeliveryRequest, WebhookRequest } from './webhooks.ts'
import type { User } from './world.ts'

type Json = Record<string, unknown>
type Action = (control: Control, body: Json, params: readonly string[]) => unknown

/** `METHOD /path` with `:` for one segment. */
const actions: Readonly<Record<string, Action>> = {
  'GET /state': (control) => control.state(),
  'GET /requests': (control) => control.requests(),
  'DELETE /requests': (control) => control.clearRequests(),
  'GET /faults': (control) => control.faults.list(),
  'POST /faults': (control, body) => control.faults.add(faultFrom(body)),
  'DELETE /faults/:': (control, _body, [id = '']) => {
    if (!control.faults.remove(id)) throw new ControlRefusal(404, `there is no fault ${id}`)
  },
  'DELETE /faults': (control) => control.faults.clear(),
  'GET /hold': (control) => control.holder.held(),
  'POST /hold': (control, body) =>
    control.holder.hold(typeof body['operation'] === 'string' ? body['operation'] : '*'),
  'DELETE /hold': (control) => control.holder.stop(),
  'POST /release': (control, body) =>
    control.holder.release({
      ...wholeNumber(body, 'seed', 0),
      ...wholeNumber(body, 'count', 1),
    }),
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
  'POST /organisations/:/contacts/:/merge': (control, body, [id = '', contactId = '']) =>
    control.mergeContacts(id, contactId, String(body['into'] ?? '')),
  'POST /organisations/:/contacts/:/forget': (control, _body, [id = '', contactId = '']) =>
    control.forgetContact(id, contactId),
  'GET /organisations/:/emails': (control, _body, [id = '']) => control.emails(id),
  'GET /organisations/:/invoices': (control, _body, [id = '']) => control.invoices(id),
  'PATCH /organisations/:/invoices/:': (control, body, [id = '', invoiceId = '']) =>
    control.editInvoice(id, invoiceId, body),
  'POST /organisations/:/invoices/:/payments': (control, body, [id = '', invoiceId = '']) =>
    control.payInvoice(id, invoiceId, body as PaymentRequest),
  'GET /organisations/:/payments': (control, _body, [id = '']) => control.payments(id),
  'DELETE /organisations/:/payments/:': (control, _body, [id = '', paymentId = '']) =>
    control.deletePayment(id, paymentId),
  'GET /organisations/:/credit-notes': (control, _body, [id = '']) => control.creditNotes(id),
  'POST /organisations/:/invoices/:/credit-notes': (control, body, [id = '', invoiceId = '']) =>
    control.creditInvoice(id, invoiceId, body['amount'] as number | undefined),
  'GET /organisations/:/manual-journals': (control, _body, [id = '']) => control.manualJournals(id),
  'PATCH /organisations/:/manual-journals/:': (control, body, [id = '', journalId = '']) =>
    control.editManualJournal(id, journalId, body),
  'GET /organisations/:/attachments': (control, _body, [id = '']) =>
    control.attachments(id).map(({ content, ...file }) => ({ ...file, bytes: content.length })),
  'GET /organisations/:/history/:': (control, _body, [id = '', documentId = '']) =>
    control.history(id, documentId),
  'POST /authorise': (control, body) => control.authorise(authorisationFrom(control, body)),
  'GET /user': (control) => control.user(),
  'PATCH /user': (control, body) => control.editUser(userFrom(body)),
  'DELETE /refresh-tokens': (control) => control.endRefreshTokens(),
  'GET /webhooks': webhookView,
  'PUT /webhooks': (control, body) => {
    control.webhooks.configure(webhookFrom(body))
    return webhookView(control)
  },
  'DELETE /webhooks': (control) => control.webhooks.remove(),
  'POST /webhooks/intent-to-receive': (control) => {
    requireWebhook(control)
    return control.webhooks.sendIntentToReceive()
  },
  'POST /webhooks/deliver': (control, body) => {
    requireWebhook(control)
    return control.webhooks.deliver(deliveryFrom(body))
  },
  'POST /reset': (control) => control.reset(),
  'GET /snapshot': (control) => control.snapshot(),
  'POST /snapshot': (control, body) => control.restore(body as unknown as Snapshot),
}

function userFrom(body: Json): Partial<User> {
  const texts = Object.entries(body).filter(([, value]) => typeof value === 'string')
  const changes = Object.fromEntries(texts) as Record<string, string>
  const { id, email, givenName, familyName } = changes
  if (id !== undefined && !isUuid(id)) throw new ControlRefusal(400, 'id is a UUID')
  return {
    ...(id !== undefined && { id }),
    ...(email !== undefined && { email }),
    ...(givenName !== undefined && { givenName }),
    ...(familyName !== undefined && { familyName }),
  }
}

const routes = Object.entries(actions).map(([name, action]) => {
  const [method = '', path = ''] = name.split(' ')
  return { method, action, pattern: new RegExp(`^/control${path.replaceAll(':', '([^/]+)')}$`) }
})

/** Runs one operation of the control API; 204 where there is nothing to tell. */
export async function controlCall(control: Control, request: Request): Promise<Answer> {
  const { pathname } = request.url
  if (isCrossSite(request))
    return jsonAnswer(403, { error: 'the control API takes no cross-site calls' })
  try {
    const isPage = pathname === '/control/ui' || pathname === '/control'
    return isPage ? await controlPages(control, request) : await runAction(control, request)
  } catch (error) {
    if (error instanceof ControlRefusal) return jsonAnswer(error.status, { error: error.message })
    if (error instanceof PostDataInvalid) return jsonAnswer(400, { error: error.message })
    throw error
  }
}

async function runAction(control: Control, request: Request): Promise<Answer> {
  const { pathname } = request.url
  const matching = routes.filter(({ pattern }) => pattern.test(pathname))
  const route = matching.find(({ method }) => method === request.method)
  if (!route) return jsonAnswer(matching.length > 0 ? 405 : 404, { error: 'no such operation' })
  const params = (route.pattern.exec(pathname) ?? []).slice(1).map(decodeURIComponent)
  const result = await route.action(control, bodyOf(request), params)
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
    ...optionalText(body, 'organisationId'),
    ...optionalText(body, 'contactId'),
  }
}

const optionalText = (body: Json, name: string) =>
  typeof body[name] === 'string' && body[name] !== '' ? { [name]: body[name] } : {}

function requireWebhook(control: Control) {
  if (!control.webhook()) throw new ControlRefusal(404, 'no webhook is configured')
}

function webhookView(control: Control): Json {
  const webhook = control.webhook()
  return { webhook, attempts: control.webhooks.attempts() }
}

const flag = (body: Json, name: string) =>
  typeof body[name] === 'boolean' ? { [name]: body[name] } : {}
const wholeNumber = (body: Json, name: string, least: number) => {
  const value = body[name]
  if (value === undefined) return {}
  if (!Number.isSafeInteger(value) || Number(value) < least) {
    throw new ControlRefusal(400, `${name} must be a whole number from ${least}`)
  }
  return { [name]: value }
}

function deliveryFrom(body: Json): DeliveryRequest {
  const order = body['order']
  if (order !== undefined && !webhookOrders.some((each) => each === order)) {
    throw new ControlRefusal(400, `order must be one of ${webhookOrders.join(', ')}`)
  }
  return {
    ...(order !== undefined && { order: order as WebhookSettings['order'] }),
    ...wholeNumber(body, 'batchSize', 1),
    ...wholeNumber(body, 'copies', 1),
    ...wholeNumber(body, 'seed', 0),
  }
}

function webhookFrom(body: Json): WebhookRequest {
  const { url, key, categories } = body
  if (typeof url !== 'string' || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new ControlRefusal(400, 'url must be an http or https address')
  }
  const isCategory = (each: unknown): each is WebhookCategory =>
    webhookCategories.some((category) => category === each)
  if (categories !== undefined && !(Array.isArray(categories) && categories.every(isCategory))) {
    throw new ControlRefusal(400, `categories are ${webhookCategories.join(', ')}`)
  }
  return {
    url,
    ...(typeof key === 'string' && key !== '' && { key }),
    ...(Array.isArray(categories) && { categories: categories.filter(isCategory) }),
    ...flag(body, 'isAutomatic'),
    ...flag(body, 'isConfirmed'),
    ...wholeNumber(body, 'delayMs', 0),
    ...deliveryFrom(body),
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
  const { switches, problem } = switchesFrom(body)
  if (problem !== null) throw new ControlRefusal(400, problem)
  return Object.assign(control.switches, switches)
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
async function controlPages(control: Control, request: Request): Promise<Answer> {
  if (request.method !== 'POST') return controlPage(control)
  const form = Object.fromEntries(new URLSearchParams(request.body.toString()))
  const { action = 'fault', ...values } = form
  try {
    const run = formActions[action]
    if (!run) throw new ControlRefusal(400, 'there is no such action')
    await run(control, values)
    return redirectAnswer('/control/ui', 303)
  } catch (error) {
    if (error instanceof ControlRefusal) return controlPage(control, error.message)
    throw error
  }
}

type FormAction = (control: Control, values: Record<string, string>) => unknown

const formActions: Readonly<Record<string, FormAction>> = {
  fault: (control, values) => control.faults.add(faultFrom(values)),
  remove: (control, { id = '' }) => control.faults.remove(id),
  clear: (control) => control.faults.clear(),
  advance: (control, { seconds }) => moveClock(control, { advanceSeconds: Number(seconds) }),
  limits: (control, { limits }) => control.setLimits(limits === 'off' ? 'off' : 'xero'),
  hold: (control, { operation }) => control.holder.hold(operation || '*'),
  release: (control, { seed }) => control.holder.release({ seed: Number(seed ?? 1) }),
  unhold: (control) => control.holder.stop(),
  switches: changeSwitches,
  webhook: (control, values) => control.webhooks.configure(webhookFrom(values)),
  nowebhook: (control) => control.webhooks.remove(),
  intent: (control) => {
    requireWebhook(control)
    return control.webhooks.sendIntentToReceive()
  },
  deliver: (control) => {
    requireWebhook(control)
    return control.webhooks.deliver()
  },
  disconnect: (control, { organisationId = '' }) =>
    control.organisations.disconnect(organisationId),
  endrefresh: (control) => control.endRefreshTokens(),
}
