import { html, type Html } from './html.ts'
import { htmlAnswer, type Answer } from './http.ts'

/** A whole page of the simulator, labelled as such. */
export function page(
  title: string,
  content: Html,
  options: { status?: number; nav?: Html; where?: string; width?: 'narrow' | 'wide' } = {},
): Answer {
  const body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Xero simulator</title>
        <link rel="stylesheet" href="/assets/simulator.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar">
          <div class="bar-inner">
            <a class="brand" href="/">Ledger</a
            ><span class="badge">Xero simulator</span
            >${options.where !== undefined && html`<span class="where">${options.where}</span>`}
            ${options.nav && html`<nav aria-label="Organisation">${options.nav}</nav>`}
          </div>
        </header>
        <main id="main" class="${options.width ?? 'wide'}">${content}</main>
        <footer>A local stand-in for Xero. Nothing here reaches Xero or any real ledger.</footer>
      </body>
    </html>`
  return htmlAnswer(options.status ?? 200, body.html)
}
