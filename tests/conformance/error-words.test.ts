import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { explainXeroProblem } from '#domain/xero-problems.ts'
import { createXeroClient } from '#xero/client.ts'
import { recogniseProblem } from '#xero/error-catalogue.ts'
import { expect, test } from 'vitest'

// Walks the lists of what Xero says (texts of section 6.6, statuses of section 10, disconnections of 1.5), word by word.
const dossier = process.env['XERO_DOSSIER'] ?? new URL('../../../shared/xero.md', import.meta.url)
const hasDossier = existsSync(dossier)
if (!hasDossier) {
  console.warn(
    '\n  SKIPPED: the list of what Xero says is not beside this checkout (../shared/xero.md),\n' +
      '  so the error catalogue is NOT compared with it word by word.\n',
  )
}
const text = hasDossier ? readFileSync(dossier, 'utf8') : ''

/** The first cells of the table of a section, as they stand. */
function rowsOf(heading: string): string[][] {
  const from = text.indexOf(heading)
  const section = text.slice(from, text.indexOf('\n#', from + heading.length))
  return section
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[-| ]+\|$/.test(line))
    .slice(1)
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
}

const quotedIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, words]) => words ?? '')

/** The messages of section 6.6; an ellipsis stands for the beginning of the message before it. */
function messages(): string[] {
  return rowsOf('### 6.6').flatMap(([cell]) =>
    quotedIn(cell).map((words) => words.replace(/^… /, 'The document date cannot be before the ')),
  )
}

test.skipIf(!hasDossier)('every text that Xero refuses with is in the catalogue', () => {
  const listed = messages()
  expect(listed.length).toBeGreaterThan(15)
  for (const message of listed) {
    const Elements = [{ ValidationErrors: [{ Message: message }] }]
    const problem = recogniseProblem(400, JSON.stringify({ ErrorNumber: 10, Elements }))
    expect([message, problem.code]).not.toContain('unrecognised')
    expect(problem.detail).toBe(message)
    const { message: cause, fix } = explainXeroProblem(problem.code)
    expect([message, cause === '', fix === '']).toEqual([message, false, false])
  }
})

test.skipIf(!hasDossier)('every status that Xero answers with has a meaning', async () => {
  const rows = rowsOf('## 10. Errors')
  const statuses = new Set(rows.flatMap(([status]) => status?.match(/\d{3}/g) ?? []))
  expect([...statuses]).toEqual(['400', '401', '403', '404', '412', '429', '500', '501', '503'])
  const bodies = rows.flatMap(([status, body]) => {
    const said = quotedIn(body).filter((words) => /^[{A-Z].* /.test(words))
    return (status?.match(/\d{3}/g) ?? []).flatMap((each) =>
      ['', ...said].map((words) => ({ status: Number(each), words })),
    )
  })
  for (const { status, words } of bodies) {
    const outcome = await answerTo(status, words)
    // A 400 without words cannot mean anything; all else is known by its status already.
    if (status === 400 && (words === '' || words.startsWith('{'))) continue
    expect([status, words, outcome]).not.toContain('unrecognised')
  }
  expect(bodies.filter(({ words }) => words !== '').length).toBeGreaterThan(4)
})

test.skipIf(!hasDossier)('every way of losing the connection is told from the others', async () => {
  const details = rowsOf('### 1.5').flatMap(([, cell]) =>
    [...(cell ?? '').matchAll(/(?:Detail"?: ?)"([^"]+)"|`"Detail":"([^"]+)"`/g)].map(
      ([, first, second]) => first ?? second ?? '',
    ),
  )
  expect(details.length).toBeGreaterThan(2)
  for (const Detail of details) {
    const { code } = recogniseProblem(401, JSON.stringify({ Detail }))
    expect([Detail, code]).not.toContain('unrecognised')
  }
})

/** What the client makes of an answer: the code of its problem, or what kind of outcome it is. */
async function answerTo(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/Invoices`
    const outcome = await createXeroClient().ask({ method: 'GET', url }, () => undefined)
    return outcome.kind === 'rejected' ? outcome.problem.code : outcome.kind
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}
