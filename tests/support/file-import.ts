import type { FileImportKind } from '#domain/sheet-kinds.ts'
import { expect } from 'vitest'
import { tableForm } from './files.ts'
import type { World } from './world.ts'

export type GivenImport = {
  id: string
  state: string
  program: string | null
  columns: { heading: string; field: string | null }[]
  formats: { dateOrder: string; decimalSign: string; durationUnit: string }
  isDateSure: boolean
  rowsTotal: number
  rowsChecked: number
  rowsApplied: number
  counts: Record<'new' | 'changed' | 'same' | 'conflict' | 'error', number>
  results: Record<'created' | 'updated' | 'unchanged' | 'skipped' | 'failed', number>
  missing: { field: string; name: string; rows: number }[]
}

export type GivenRow = {
  position: number
  finding: string
  problems: { field: string | null; column: string | null; words: string }[]
  changes: { field: string; to: unknown }[]
  result: string | null
  resultDetail: string | null
}

/** The steps of a file through the API, as the owner. */
export function importing(world: World, kind: FileImportKind) {
  const read = async (id: string): Promise<GivenImport> =>
    (await world.request('GET', `/file-imports/${id}`)).body

  async function upload(content: Uint8Array | string): Promise<GivenImport> {
    const answer = await world.request('POST', `/file-imports?kind=${kind}`, tableForm(content))
    expect([answer.status, answer.body]).toEqual([201, expect.anything()])
    return answer.body
  }

  /** With the columns as they were guessed, unless the body says otherwise. */
  async function check(found: GivenImport, body: object = {}): Promise<GivenImport> {
    const fields = found.columns.map(({ field }) => field)
    const address = `/file-imports/${found.id}/matching`
    const answer = await world.request('PUT', address, { fields, ...body })
    expect([answer.status, answer.body]).toMatchObject([200, { id: found.id }])
    await world.runJobs()
    return await read(found.id)
  }

  async function apply({ id }: { id: string }): Promise<GivenImport> {
    const answer = await world.request('POST', `/file-imports/${id}/apply`)
    expect(answer.status).toBe(202)
    await world.runJobs()
    return await read(id)
  }

  async function rows({ id }: { id: string }, query = ''): Promise<GivenRow[]> {
    const { body } = await world.request('GET', `/file-imports/${id}/rows?limit=200${query}`)
    return (body as { items: GivenRow[] }).items
  }

  /** What is wrong, as 'row, column: words'. */
  async function problems(found: { id: string }): Promise<string[]> {
    const all = await rows(found, '&finding=error')
    return all.flatMap((row) =>
      row.problems.map(({ column, words }) => `${row.position}, ${column}: ${words}`),
    )
  }

  return { read, upload, check, apply, rows, problems }
}
