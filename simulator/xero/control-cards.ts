import type { Control } from './control.ts'
import { type Fault, faultWords } from './faults.ts'
import { html, type Html } from './html.ts'
import { moment } from './ledger-format.ts'
import { switchSettings, type Switches } from './switches.ts'

// Every form posts to /control/ui with an `action`, and works without scripts.
const form = (action: string, content: Html, kind = 'stack'): Html =>
  html`<form method="post" action="/control/ui" class="${kind}">
    <input type="hidden" name="action" value="${action}" />${content}
  </form>`

const field = (label: string, name: string, value: string | number, more: Html = html``): Html =>
  html`<label>${label} <input name="${name}" value="${value}" autocomplete="off" ${more} /></label>`

const number = html`type="number" min="1"`

const select = (label: string, name: string, options: readonly Html[]): Html =>
  html`<label
    >${label}
    <select name="${name}">
      ${options}
    </select></label
  >`

const option = (value: string, text: string, isChosen = false): Html =>
  html`<option value="${value}" ${isChosen && html`selected`}>${text}</option>`

const table = (label: string, head: readonly Html[], rows: readonly Html[], kind = ''): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table class="${kind}">
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`

const operations = [
  '*',
  'PUT /Invoices',
  'POST /Invoices',
  'GET /Invoices',
  'PUT /ManualJournals',
  'PUT /Contacts',
  'GET /Contacts',
  'GET /Payments',
  'PUT /Invoices/{id}/Attachments/*',
  'GET /Organisation',
  'GET /connections',
  'POST /connect/token',
]

export const faultCard = (): Html =>
  html`<section class="card">
    <h2>Plan a fault</h2>
    ${form(
      'fault',
      html`${field('Operation', 'operation', 'PUT /Invoices', html`list="operations"`)}
        <datalist id="operations">
          ${operations.map((each) => html`<option value="${each}"></option>`)}
        </datalist>
        ${select(
          'Fault',
          'fault',
          Object.entries(faultWords).map(([name, words]) => option(name, `${name}: ${words}`)),
        )}
        <div class="pair">
          ${field('First call hit', 'nth', 1, number)}${field('Calls in a row', 'times', 1, number)}
        </div>
        ${field('Milliseconds, where it takes time', 'ms', '', number)}
        <button class="primary">Plan it</button>`,
    )}
  </section>`

export function plannedCard(control: Control): Html {
  const faults = control.faults.list()
  const rows = faults.map(
    (fault) =>
      html`<tr>
        <td>
          <code>${fault.operation}</code><br /><span class="status warn">${fault.fault}</span>
        </td>
        <td class="fine">${callsOf(fault)}, ${fault.seen} seen</td>
        <td class="end">
          ${form('remove', html`<button name="id" value="${fault.id}">Remove</button>`, 'inline')}
        </td>
      </tr>`,
  )
  const head = html`<th>Operation and fault</th>
    <th>Calls hit</th>
    <th><span class="unseen">Remove</span></th>`
  return html`<section class="card">
    <h2>Planned faults</h2>
    ${
      faults.length === 0
        ? html`<p>No fault is planned.</p>`
        : html`${table('Planned faults', [head], rows)}${form('clear', html`<button>Remove all</button>`, 'below')}`
    }
  </section>`
}

/** Which matching calls a fault hits: call 2, calls 2 to 4. */
const callsOf = ({ nth, times }: Fault): string =>
  times === 1 ? `call ${nth}` : `calls ${nth} to ${nth + times - 1}`

const jumps = [
  [60, '1 minute'],
  [900, '15 minutes'],
  [1800, '30 minutes'],
  [86_400, '1 day'],
  [5_184_000, '60 days'],
] as const

export const clockCard = (control: Control): Html =>
  html`<section class="card">
    <h2>Clock</h2>
    <p class="clock">${moment(control.now())}</p>
    ${form(
      'advance',
      html`${select(
          'Advance by',
          'seconds',
          jumps.map(([seconds, words]) => option(String(seconds), words)),
        )}<button>Advance</button>`,
    )}
  </section>`

export function limitsCard(control: Control): Html {
  const { limits } = control.state() as { limits: Record<string, number> }
  const isOff = (limits['minute'] ?? 0) >= 1_000_000
  const words = isOff
    ? 'Every call is served.'
    : `${limits['concurrent']} at once, ${limits['minute']} a minute, ${limits['day']} a day.`
  return html`<section class="card">
    <h2>Limits</h2>
    <p>${words}</p>
    ${form(
      'limits',
      html`<button name="limits" value="${isOff ? 'xero' : 'off'}">
        ${isOff ? 'As in Xero' : 'Lift them'}
      </button>`,
    )}
  </section>`
}

export function holdCard(control: Control): Html {
  const held = control.holder.held()
  return html`<section class="card">
    <h2>Hold answers</h2>
    <p>
      ${
        control.holder.isHolding()
          ? `${held.length} ${held.length === 1 ? 'answer waits' : 'answers wait'}.`
          : 'Answers leave as soon as they are ready.'
      }
    </p>
    ${
      control.holder.isHolding()
        ? html`${form('release', html`${field('Seed of the order', 'seed', 1, html`type="number" min="0"`)}<button class="primary">Release them</button>`)}${form('unhold', html`<button>Hold no more</button>`, 'below')}`
        : form(
            'hold',
            html`${field('Operation', 'operation', '*', html`list="operations"`)}<button>
                Hold them
              </button>`,
          )
    }
  </section>`
}

const statusWords = {
  intent_to_receive_required: 'Intent to receive required',
  ok: 'OK',
  disabled: 'Disabled',
} as const

export function webhookCard(control: Control): Html {
  const webhook = control.webhook()
  const attempts = control.webhooks.attempts().slice(-8).toReversed()
  const { url = '', key = '' } = webhook?.settings ?? {}
  const rows = attempts.map(
    (each) =>
      html`<tr>
        <td class="nowrap">${new Date(each.at).toISOString().slice(11, 19)}</td>
        <td>${each.kind === 'events' ? `${each.events} events` : 'Intent to receive'}</td>
        <td>${each.signature}</td>
        <td class="number">${each.status ?? 'none'}</td>
        <td>${each.problems.join(' ') || 'Accepted'}</td>
      </tr>`,
  )
  const head = html`<th>At</th>
    <th>Sent</th>
    <th>Signature</th>
    <th class="number">Answer</th>
    <th>Outcome</th>`
  return html`<section class="card">
    <h2>
      Webhook
      ${
        webhook &&
        html`<span class="status ${webhook.status === 'ok' ? 'good' : 'warn'}"
          >${statusWords[webhook.status]}</span
        >`
      }
    </h2>
    ${form(
      'webhook',
      html`${field('Address', 'url', url, html`type="url" placeholder="http://localhost:3000/…"`)}${field('Key (one is made if it stays empty)', 'key', key)}<button>
          Save
        </button>`,
    )}
    ${
      webhook &&
      html`<div class="actions below">
        ${form('intent', html`<button class="primary">Send intent to receive</button>`, 'inline')}${webhook.pending.length > 0 && form('deliver', html`<button>Send ${webhook.pending.length} waiting</button>`, 'inline')}${form('nowebhook', html`<button>Remove</button>`, 'inline')}
      </div>`
    }
    ${attempts.length > 0 && table('Latest webhook attempts', [head], rows)}
  </section>`
}

export const organisationsCard = (control: Control): Html =>
  html`<section class="card">
    <h2>Organisations</h2>
    <ul class="rows">
      ${control.organisations.list().map(
        (each) =>
          html`<li>
            <a href="/app/${encodeURIComponent(each.shortCode)}">${each.name}</a>
            <span class="status ${each.isConnected && 'good'}"
              >${each.isConnected ? 'Connected' : 'Not connected'}</span
            >
            ${each.isConnected && html`<span class="end">${form('disconnect', html`<button name="organisationId" value="${each.id}">Disconnect</button>`, 'inline')}</span>`}
          </li>`,
      )}
    </ul>
    ${form('endrefresh', html`<button>End all refresh tokens</button>`, 'below')}
  </section>`

export const switchesCard = (control: Control): Html =>
  html`<section class="card">
    <details>
      <summary><h2>Switches</h2></summary>
      <p>What nobody outside Xero knows for sure. Flip one to see whether an app survives it.</p>
      ${form(
        'switches',
        html`<div class="columns">
            ${(Object.keys(control.switches) as (keyof Switches)[]).map((name) => switchField(control, name))}
          </div>
          <button class="primary">Save</button>`,
      )}
    </details>
  </section>`

function switchField(control: Control, name: keyof Switches): Html {
  const value = String(control.switches[name])
  const settings = switchSettings(name)
  return settings.length === 0
    ? field(name, name, value, html`type="number" min="0"`)
    : select(
        name,
        name,
        settings.map((each) => option(each, each, each === value)),
      )
}

/** The API's own prefix says nothing here. */
const shortened = (path: string): string => path.replace(/^\/api\.xro\/2\.0(?=\/)/, '')

function statusOf(status: number | null): Html {
  if (status === null) return html`<span class="status bad">no answer</span>`
  const tone = status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'
  return html`<span class="status ${tone}">${status}</span>`
}

const shownRequests = 25

export function requestsCard(control: Control): Html {
  const requests = control.requests().slice(-shownRequests).toReversed()
  const head = html`<th>At</th>
    <th>Call</th>
    <th class="narrow-hide">Idempotency key</th>
    <th>Fault</th>
    <th class="end">Answer</th>`
  const rows = requests.map(
    (each) =>
      html`<tr>
        <td class="nowrap">${new Date(each.at).toISOString().slice(11, 19)}</td>
        <td class="call">
          <code>${each.method} ${shortened(each.path)}${each.query && `?${each.query}`}</code>
        </td>
        <td class="narrow-hide"><code>${each.idempotencyKey}</code></td>
        <td>${each.fault && html`<span class="status warn">${each.fault}</span>`}</td>
        <td class="end">${statusOf(each.status)}</td>
      </tr>`,
  )
  return html`<section class="card">
    <h2>Latest calls</h2>
    ${
      requests.length === 0
        ? html`<p>No call has been made yet.</p>`
        : table('Latest calls', [head], rows, 'cards calls')
    }
  </section>`
}
