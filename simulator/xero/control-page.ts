import {
  clockCard,
  faultCard,
  holdCard,
  limitsCard,
  organisationsCard,
  plannedCard,
  requestsCard,
  switchesCard,
  webhookCard,
} from './control-cards.ts'
import type { Control } from './control.ts'
import { html } from './html.ts'
import type { Answer } from './http.ts'
import { page } from './page.ts'

/** The levers as a page; what the last form was refused for stands at its top. */
export function controlPage(control: Control, problem: string | null = null): Answer {
  const content = html`<h1>Control</h1>
    <p class="lead">
      Make this Xero misbehave, on purpose. The same levers are at <code>/control</code>, as JSON.
    </p>
    ${problem !== null && html`<p class="problem" role="alert">${problem}</p>`}
    <div class="columns levers">
      <div>${faultCard()}${plannedCard(control)}</div>
      <div>${clockCard(control)}${limitsCard(control)}${holdCard(control)}</div>
    </div>
    ${requestsCard(control)}
    <div class="columns levers">
      <div>${webhookCard(control)}</div>
      <div>${organisationsCard(control)}</div>
    </div>
    ${switchesCard(control)}`
  return page('Control', content, {
    here: 'control',
    ...(problem !== null && { status: 400 }),
  })
}
