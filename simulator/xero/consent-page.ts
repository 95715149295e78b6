import { html, type Html } from './html.ts'
import type { Answer } from './http.ts'
import type { ConsentRequest } from './oauth.ts'
import { page } from './page.ts'
import { asksForOrganisation, scopeWords } from './scopes.ts'
import type { World } from './world.ts'

/** Who asks, for what, and in which organisation. */
export function consentPage(
  world: World,
  consent: ConsentRequest,
  params: URLSearchParams,
  problem?: string,
): Answer {
  const words = consent.scopes.map((scope) => scopeWords[scope] ?? scope)
  const kept = [...params].filter(([name]) => name !== 'organisation' && name !== 'decision')
  const isConnection = asksForOrganisation(consent.scopes)
  const wish = isConnection ? 'access to your organisation' : 'to know who you are'
  const content = html`<div class="card consent">
    <p class="eyebrow">
      Signed in as ${world.user.givenName} ${world.user.familyName} (${world.user.email})
    </p>
    <h1>${world.app.name} wants ${wish}</h1>
    <form method="post" action="/identity/connect/authorize">
      ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      <h2>It will be able to</h2>
      <ul class="ticks">
        ${words.map((word) => html`<li>${word}</li>`)}
      </ul>
      ${isConnection && organisationChoice(world, consent)}
      <p class="buttons">
        <button class="primary" name="decision" value="allow">Allow access</button>
        <button name="decision" value="cancel" formnovalidate>Cancel</button>
      </p>
      <p class="fine">
        You return to ${new URL(consent.redirectUri).host}.
        ${isConnection && 'You can disconnect at any time.'}
      </p>
    </form>
  </div>`
  return page(`${isConnection ? 'Connect' : 'Sign in to'} ${world.app.name}`, content, {
    width: 'narrow',
  })
}

function organisationChoice(world: World, consent: ConsentRequest): Html {
  const organisations = [...world.organisations.values()]
  return html`<fieldset>
    <legend>${consent.isBulk ? 'Organisations' : 'Organisation'}</legend>
    ${organisations.length === 0 && html`<p>There is no organisation yet.</p>`}
    ${organisations.map((organisation, index) =>
      choice(world, organisation.id, consent.isBulk, index === 0),
    )}
  </fieldset>`
}

function choice(world: World, id: string, isBulk: boolean, isFirst: boolean): Html {
  const profile = world.organisations.get(id)?.profile
  const isConnected = world.connections.some(
    (each) => each.organisationId === id && each.isConnected,
  )
  const type = isBulk ? html`type="checkbox"` : html`type="radio" required`
  return html`<label class="choice"
    ><input ${type} name="organisation" value="${id}" ${isFirst && html`checked`} />
    <span
      ><strong>${profile?.name ?? id}</strong>
      <small
        >${profile?.baseCurrency ?? ''}${profile?.isDemo && ' · demo company'}${isConnected && ' · connected'}</small
      ></span
    ></label
  >`
}

/** A request that cannot even be sent back to the app. */
export function consentErrorPage(error: string, hint: string): Answer {
  const content = html`<div class="card">
    <h1>This app cannot be connected</h1>
    <p>${hint}</p>
    <p class="fine">Error: <code>${error}</code></p>
  </div>`
  return page('Error', content, { status: 400, width: 'narrow' })
}
