import { html, type Html } from './html.ts'
import { htmlAnswer, type Answer } from './http.ts'

const markPath = 'M4 3h10a3 3 0 0 1 3 3v11H7a3 3 0 0 1-3-3zM7.5 7.5h6M7.5 10.5h6M7.5 13.5h3.5'

/** A book with three lines in it. */
const mark = html`<svg class="mark" viewBox="0 0 21 20" aria-hidden="true">
  <path d="${markPath}" />
</svg>`

const icon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 20"><path fill="none" stroke="#0b5c8f" stroke-width="1.7" d="${markPath}"/></svg>`,
)}`

const half = (name: string, path: string, isHere: boolean): Html =>
  html`<a href="${path}" ${isHere && html`aria-current="true"`}>${name}</a>`

/** A whole page of the simulator, labelled as such. */
export function page(
  title: string,
  content: Html,
  options: {
    status?: number
    nav?: Html
    where?: string
    width?: 'narrow' | 'wide'
    /** Which of the two halves it belongs to. */
    here?: 'ledgers' | 'control'
  } = {},
): Answer {
  const body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Xero simulator</title>
        <link rel="stylesheet" href="/assets/simulator.css" />
        <link rel="icon" href="${icon}" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar">
          <div class="bar-inner">
            <a class="brand" href="/">${mark} Ledger</a><span class="badge">Xero simulator</span>
            ${
              options.here &&
              html`<nav class="halves" aria-label="Simulator">
                ${half('Ledgers', '/', options.here === 'ledgers')}${half('Control', '/control/ui', options.here === 'control')}
              </nav>`
            }
          </div>
          ${
            options.nav &&
            html`<div class="bar-inner sections">
              <span class="where">${options.where}</span>
              <nav aria-label="Organisation">${options.nav}</nav>
            </div>`
          }
        </header>
        <main id="main" class="${options.width ?? 'wide'}">${content}</main>
        <footer>A local stand-in for Xero. Nothing here reaches Xero or any real ledger.</footer>
      </body>
    </html>`
  return htmlAnswer(options.status ?? 200, body.html)
}
