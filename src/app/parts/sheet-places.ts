import { say } from '#domain/words/say.ts'
import type { Database } from '#db/database.ts'
import {
  listAllVatRates,
  listClientsNamed,
  listPeopleNamed,
  listProductsNamed,
  listProjectsNamed,
  listTasksNamed,
  type NamedProject,
} from '#db/sheet-places.ts'
import type { NamedPlace } from '#domain/hours-sheet.ts'
import { nameRules, textProblem } from '#domain/plain-text.ts'
import { quoted, type RowProblem } from '#domain/sheet-row.ts'
import type { Context } from '../context.ts'
import { distinct } from './registering.ts'

/** What a row of work names. */
export type NamedWork = NamedPlace & {
  task?: string | null
  product?: string | null
  vatRate?: string | null
}

/** What is missing for a row, and could be made. */
export type Missing = {
  subject: 'clients' | 'projects' | 'tasks'
  field: string
  name: string
  code: string | null
  clientId: string | null
}

/** What a row names, found: ids, what does not exist but may be made, and what is wrong. */
export type Place = {
  memberId: string | null
  projectId: string | null
  taskId: string | null
  productId: string | null
  /** Left out where the row says nothing of it. */
  vatRateId: string | undefined
  missing: Missing[]
  problems: RowProblem[]
}

type Found = { id: string; isArchived: boolean }

/** Finds the person, client, project and the like of each row. Nobody is made up: who is not found is a problem. */
export async function findPlaces(
  ctx: Context,
  db: Database,
  rows: readonly NamedWork[],
): Promise<Place[]> {
  const book = await readBook(ctx, db, rows)
  return rows.map((row) => placeOf(ctx, row, book))
}

async function readBook(ctx: Context, db: Database, rows: readonly NamedWork[]) {
  const { workspaceId } = ctx
  const wordsOf = (named: (row: NamedWork) => (string | null | undefined)[]) => {
    const words = rows.flatMap(named).flatMap((each) => (each ? [key(each)] : []))
    return { workspaceId, words: distinct(words) }
  }
  const people = await listPeopleNamed(
    db,
    wordsOf(({ person }) => [person?.email, person?.name]),
  )
  const clients = await listClientsNamed(
    db,
    wordsOf(({ client }) => [client]),
  )
  const projects = await listProjectsNamed(
    db,
    wordsOf(({ project }) => [project.name, project.code]),
  )
  const tasks = await listTasksNamed(
    db,
    wordsOf(({ task }) => [task]),
  )
  const products = await listProductsNamed(
    db,
    wordsOf(({ product }) => [product]),
  )
  const vatRates = rows.some(({ vatRate }) => vatRate) ? await listAllVatRates(db, ctx) : []
  return {
    byEmail: Map.groupBy(people, (each) => key(each.email)),
    byPersonName: Map.groupBy(people, (each) => key(each.name)),
    clients: grouped(clients, (each) => [each.name, each.number]),
    byProjectName: Map.groupBy(projects, (each) => key(each.name)),
    byProjectCode: Map.groupBy(projects, (each) => key(each.code ?? '')),
    tasks: Map.groupBy(tasks, (each) => key(each.name)),
    products: Map.groupBy(products, (each) => key(each.name)),
    vatRates: grouped(vatRates, (each) => {
      const percentage = String(Number(each.percentage))
      return [each.name, percentage, `${percentage}%`, each.percentage, `${each.percentage}%`]
    }),
  }
}

type Book = Awaited<ReturnType<typeof readBook>>

function placeOf(ctx: Context, row: NamedWork, book: Book): Place {
  const problems: RowProblem[] = []
  const missing: Missing[] = []
  const fail = (field: string, words: string, name?: string) =>
    void problems.push({ field, words, ...(name !== undefined && { missing: name }) })

  function only<Each extends Found>(
    found: readonly Each[] | undefined,
    { field, name, kind }: { field: string; name: string; kind: string },
  ): Each | null {
    const living = found?.filter((each) => !each.isArchived) ?? []
    if (living.length > 1) {
      fail(
        field,
        say('There are {{count}} {{kind}} called {{name}}. Say which.', {
          count: living.length,
          kind,
          name: quoted(name),
        }),
      )
    }
    return living[0] ?? found?.[0] ?? null
  }

  const memberId = personOf(ctx, row, { book, only, fail })
  const client =
    row.client === null
      ? null
      : only(book.clients.get(key(row.client)), {
          field: 'clientName',
          name: row.client,
          kind: 'clients',
        })
  const { name, code } = row.project
  const called = name ?? code ?? ''
  const project = only(projectsOf(row, book), {
    field: 'projectName',
    name: called,
    kind: row.client === null ? 'projects, of several clients,' : 'projects',
  })
  if (!project && called !== '') {
    const about = {
      name: called,
      code: code === called ? null : code,
      clientId: client?.id ?? null,
    }
    if (row.client === null) {
      const words = say(
        'There is no project {{name}}. To make it, a column must name its client.',
        { name: quoted(called) },
      )
      fail('projectName', words, called)
    } else {
      if (!client) missing.push(nothing('clients', 'clientName', row.client))
      missing.push({ ...about, subject: 'projects', field: 'projectName' })
    }
  }
  const task =
    row.task == null
      ? null
      : only(book.tasks.get(key(row.task)), { field: 'taskName', name: row.task, kind: 'tasks' })
  if (row.task != null && !task) missing.push(nothing('tasks', 'taskName', row.task))
  const product = named(row.product, {
    among: book.products,
    field: 'productName',
    kind: 'products',
  })
  const vatRate = named(row.vatRate, { among: book.vatRates, field: 'vatRate', kind: 'VAT rates' })
  for (const each of missing) {
    const words = textProblem(each.name, { longest: 200, rules: nameRules })
    if (words !== undefined)
      fail(each.field, `${say('{{name}} cannot be made.', { name: quoted(each.name) })} ${words}`)
  }
  return {
    memberId,
    projectId: project?.id ?? null,
    taskId: task?.id ?? null,
    productId: product?.id ?? null,
    vatRateId: vatRate?.id,
    missing,
    problems,
  }

  function named<Each extends Found>(
    word: string | null | undefined,
    { among, field, kind }: { among: Map<string, Each[]>; field: string; kind: string },
  ): Each | null {
    if (word == null) return null
    const found = only(among.get(key(word)), { field, name: word, kind })
    if (!found)
      fail(
        field,
        say('There is no {{name}} among the {{kind}}.', { name: quoted(word), kind }),
        word,
      )
    return found
  }
}

type Only = <Each extends Found>(
  found: readonly Each[] | undefined,
  about: { field: string; name: string; kind: string },
) => Each | null

function personOf(
  ctx: Context,
  { person }: NamedWork,
  {
    book,
    only,
    fail,
  }: { book: Book; only: Only; fail: (field: string, words: string, name?: string) => void },
): string | null {
  if (person === null) return ctx.memberId
  const { email, name } = person
  const byEmail = email === null ? undefined : book.byEmail.get(key(email))
  // What a program calls a user may be an address, a login or a name.
  const found =
    byEmail ??
    (name === null ? undefined : book.byPersonName.get(key(name))) ??
    (email === null ? undefined : book.byPersonName.get(key(email)))
  const field = name === null ? 'memberEmail' : 'memberName'
  const called = name ?? email ?? ''
  const member = only(found, { field, name: called, kind: 'people' })
  if (!member) {
    const words = say(
      'Nobody here is called {{name}}. Add the person under People, or correct the file.',
      { name: quoted(called) },
    )
    fail(field, words, called)
  }
  return member?.id ?? null
}

/** By its code where the row has one that is known, else by its name; of the client that the row names. */
function projectsOf({ client, project }: NamedWork, book: Book): NamedProject[] {
  const byCode = project.code === null ? [] : (book.byProjectCode.get(key(project.code)) ?? [])
  const byName = project.name === null ? [] : (book.byProjectName.get(key(project.name)) ?? [])
  const isOfClient = (each: NamedProject) =>
    client === null ||
    key(each.clientName) === key(client) ||
    (each.clientNumber !== null && key(each.clientNumber) === key(client))
  const coded = byCode.filter(isOfClient)
  return coded.length > 0 ? coded : byName.filter(isOfClient)
}

function nothing(subject: Missing['subject'], field: string, name: string): Missing {
  return { subject, field, name, code: null, clientId: null }
}

function grouped<Each>(
  rows: readonly Each[],
  namesOf: (row: Each) => (string | null)[],
): Map<string, Each[]> {
  const groups = new Map<string, Each[]>()
  for (const row of rows) {
    for (const name of new Set(namesOf(row).flatMap((each) => (each ? key(each) : [])))) {
      groups.set(name, [...(groups.get(name) ?? []), row])
    }
  }
  return groups
}

/** Names are compared without capitals and without spaces around them. */
export function key(text: string): string {
  return text.trim().toLowerCase()
}
