import type { Control } from './control.ts'
import { faultNames } from './faults.ts'
import { html } from './html.ts'
import type { Answer } from './http.ts'
import { page } from './page.ts'

const operations = [
  '*',
  'PUT /Invoices',
  'POST /Invoices',
  'GET /Invoices',
  'PUT /ManualJournals',
  'PUT /Contacts',
  'GET /Contacts',
  'GET /Organisation',
  'GET /connections',
  'POST /connect/token',
]
const shownRequests = 25

/** The levers as a page: faults, clock, the latest calls. */
export function controlPage(control: Control): Answer {
  const faults = control.faults.list()
  const requests = control.requests().slice(-shownRequests).toReversed()
  const content = html`<h1>Control</h1>
    <div class="columns">
      <section class="card">
        <h2>Plan a fault</h2>
        <form method="post" action="/control/ui" class="stack">
          <label
            >Operation <input name="operation" list="operations" value="PUT /Invoices"
          /></label>
          <datalist id="operations">
            ${operations.map((each) => html`<option value="${each}"></option>`)}
          </datalist>
          <label
            >Fault
            <select name="fault">
              ${faultNames.map((name) => html`<option>${name}</option>`)}
            </select></label
          >
          <label>First call hit <input name="nth" type="number" min="1" value="1" /></label>
          <label>Calls in a row <input name="times" type="number" min="1" value="1" /></label>
          <button class="primary">Plan it</button>
        </form>
      </section>
      <section class="card">
        <h2>Clock</h2>
        <p class="number">${new Date(control.now()).toISOString()}</p>
        <form method="post" action="/control/ui" class="stack">
          <input type="hidden" name="action" value="advance" />
          <label
            >Advance by
            <select name="seconds">
              <option value="60">1 minute</option>
              <option value="1800">30 minutes</option>
              <option value="86400">1 day</option>
              <option value="5184000">60 days</option>
            </select></label
          >
          <button>Advance</button>
        </form>
      </section>
    </div>
    <section class="card">
      <h2>Planned faults</h2>
      ${
        faults.length === 0
          ? html`<p>No fault is planned.</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Planned faults">
                <table>
                  <thead>
                    <tr>
                      <th>Operation</th>
                      <th>Fault</th>
                      <th class="number">First call</th>
                      <th class="number">Calls</th>
                      <th class="number">Seen</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${faults.map(
                      (fault) =>
                        html`<tr>
                          <td>${fault.operation}</td>
                          <td>${fault.fault}</td>
                          <td class="number">${fault.nth}</td>
                          <td class="number">${fault.times}</td>
                          <td class="number">${fault.seen}</td>
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>
              <form method="post" action="/control/ui">
                <input type="hidden" name="action" value="clear" /><button>Clear all</button>
              </form>`
      }
    </section>
    <section class="card">
      <h2>Latest calls</h2>
      ${
        requests.length === 0
          ? html`<p>No call has been made yet.</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Latest calls">
              <table>
                <thead>
                  <tr>
                    <th>At</th>
                    <th>Call</th>
                    <th>Idempotency key</th>
                    <th>Fault</th>
                    <th class="number">Answer</th>
                  </tr>
                </thead>
                <tbody>
                  ${requests.map(
                    (each) =>
                      html`<tr>
                        <td class="nowrap">${new Date(each.at).toISOString().slice(11, 19)}</td>
                        <td>
                          <code>${each.method} ${each.path}${each.query && `?${each.query}`}</code>
                        </td>
                        <td>${each.idempotencyKey}</td>
                        <td>${each.fault}</td>
                        <td class="number">${each.status ?? 'none'}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
    </section>`
  return page('Control', content)
}
