import { html, type Html } from './html.ts'
import type { Answer } from './http.ts'
import { counted, organisationPath, scrolling } from './ledger-format.ts'
import { page } from './page.ts'
import type { Organisation } from './records.ts'
import type { World } from './world.ts'

/** The first page: the organisations, and all that an app needs to be connected. */
export function startPage(world: World, origin: string): Answer {
  const organisations = [...world.organisations.values()]
  const content = html`<h1>Organisations</h1>
    <p class="lead">What apps have written through the API, as its bookkeeper would see it.</p>
    ${organisations.length === 0 && html`<p>There is no organisation yet.</p>`}
    <ul class="tiles">
      ${organisations.map((each) => tile(world, each))}
    </ul>
    <div class="columns wide">${addressesCard(world, origin)}${firstCallCard(world, origin)}</div>`
  return page('Organisations', content, { here: 'ledgers' })
}

function tile(world: World, { id, profile, invoices, manualJournals }: Organisation): Html {
  const isConnected = world.connections.some(
    (each) => each.organisationId === id && each.isConnected,
  )
  return html`<li>
    <a href="${organisationPath(profile)}"
      ><strong>${profile.name}</strong>
      <span
        >${profile.baseCurrency}${profile.isDemo && ' · demo company'} ·
        ${counted(invoices.size, 'invoice')} · ${counted(manualJournals.size, 'journal')}</span
      >
      <span class="status ${isConnected && 'good'}"
        >${isConnected ? 'Connected' : 'Not connected'}</span
      ></a
    >
  </li>`
}

function addressesCard({ app }: World, origin: string): Html {
  const rows = [
    ['Authorise', `${origin}/identity/connect/authorize`],
    ['Token', `${origin}/connect/token`],
    ['Connections', `${origin}/connections`],
    ['Accounting API', `${origin}/api.xro/2.0`],
    ['Client id', app.clientId],
    ['Client secret', app.clientSecret ?? 'none: the app proves itself by PKCE'],
  ] as const
  return html`<section class="card">
    <h2>Connect your app</h2>
    <p class="fine">In the place of Xero’s hosts. Redirect to https, or to http://localhost.</p>
    <dl class="addresses">
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><code>${value}</code></dd>
          </div>`,
      )}
    </dl>
  </section>`
}

function firstCallCard(world: World, origin: string): Html {
  const [organisation] = world.organisations.values()
  const id = organisation?.id ?? '<organisation id>'
  const lines = `# A token without the browser
TOKEN=$(curl -s ${origin}/control/authorise \\
  -H 'content-type: application/json' \\
  -d '{"organisationId":"${id}"}' \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

# A call, as to Xero
curl -s '${origin}/api.xro/2.0/Contacts?page=1&pageSize=2' \\
  -H "authorization: Bearer $TOKEN" \\
  -H 'xero-tenant-id: ${id}' \\
  -H 'accept: application/json'`
  return html`<section class="card">
    <h2>Or make a first call</h2>
    <p class="fine">Then let it fail: <a href="/control/ui">faults, clock, limits, webhooks</a>.</p>
    ${scrolling('A first call', html`<pre><code>${lines}</code></pre>`)}
  </section>`
}
