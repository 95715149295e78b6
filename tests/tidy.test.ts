import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { refusals } from '#domain/refusals.ts'
import { sentencesInDutch } from '#domain/words/nl-sentences.ts'
import { operations } from '#tests/support/api-operations.ts'
import { auditedElsewhere, notAudited } from '#tests/support/audited-writes.ts'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

// House rules that a linter cannot know. Each one exists because it was once broken.

const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const read = (path: string) => readFileSync(path, 'utf8')
const sources = globSync('src/**/*.{ts,tsx}').filter((path) => !isTest(path))
const tests = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.ts'])

describe('a file in a folder of src/app', () => {
  const verbs = sources.filter((path) => /^src\/app\/(?!(?:parts|ports)\/)[^/]+\/[^/]+$/.test(path))

  test.each(verbs)('%s is one verb, named like its file', (path) => {
    const functions = read(path).matchAll(/^export (?:async )?function\*? (\w+)/gm)
    expect([...functions].map(([, name]) => name)).toEqual([camelCase(basename(path, '.ts'))])
  })

  test.each(verbs)('%s asks for permission before anything else', (path) => {
    expect(read(path)).toMatch(/^export async function [\s\S]*?\{\n {2}allow\(ctx, /m)
  })
})

describe('src/db', () => {
  // Signing in is what finds the workspace, so these cannot name one yet. Xero's limits belong to no workspace.
  const frontDoor = new Set([
    'src/db/identity.ts',
    'src/db/xero-identities.ts',
    'src/db/call-limits.ts',
  ])
  // Only carry out what their callers say; their statements are looked at where they are.
  const carriers = new Set(['src/db/insert-many.ts', 'src/db/uses.ts'])
  const queries = sources.filter(
    (path) => path.startsWith('src/db/') && !frontDoor.has(path) && !carriers.has(path),
  )

  test.each(queries)('%s names the workspace in every statement', (path) => {
    expect(
      statementsOf(read(path)).filter((statement) => !/workspace_?id/i.test(statement)),
    ).toEqual([])
  })

  test('is found out when a statement forgets its workspace', () => {
    const source = [
      "const kept = await db.selectFrom('clients').where('workspace_id', '=', workspaceId).execute()",
      "const forgotten = await db.selectFrom('clients').where('id', '=', clientId).execute()",
      'async function raw(tx, id) {\n  await sql`select 1 from clients where id = ${id}`.execute(tx)\n}',
    ].join('\n')
    expect(statementsOf(source).map((statement) => /workspace_?id/i.test(statement))).toEqual([
      true,
      false,
      false,
    ])
  })
})

test('every refusal code is used by the product', () => {
  const everything = sources
    .filter((path) => path !== 'src/domain/refusals.ts' && !path.startsWith('src/web/'))
    .map(read)
    .join('\n')
  expect(Object.keys(refusals).filter((code) => !everything.includes(`'${code}'`))).toEqual([])
})

test('every refusal code is tested', () => {
  const everything = tests
    .filter((path) => basename(path) !== 'tidy.test.ts')
    .map(read)
    .join('\n')
  expect(Object.keys(refusals).filter((code) => !everything.includes(code))).toEqual([])
})

describe('the audit log', () => {
  const writes = operations.filter((each) => each.method !== 'GET').map(({ id }) => id)
  const verbOf = (operation: string) =>
    globSync(`src/app/*/${operation.replaceAll(/[A-Z]/g, '-$&').toLowerCase()}.ts`)[0]
  const isAudited = (path: string | undefined) =>
    path !== undefined && /\baudit\w*\(/.test(read(path))
  /** The verb, and the files it leaves the audit to; each must name the next. */
  const roadOf = (operation: string) => [verbOf(operation), ...(auditedElsewhere[operation] ?? [])]

  test('every write is in it, or says why not', () => {
    const silent = writes.filter((each) => notAudited[each] === undefined)
    const forgotten = silent.filter((each) => !isAudited(roadOf(each).at(-1)))
    expect(forgotten, 'call audit() in the verb, or name it in audited-writes.ts').toEqual([])
  })

  test('what a verb leaves to another file is asked for there', () => {
    const lost = Object.keys(auditedElsewhere).filter((each) =>
      roadOf(each).some((path, index, road) => {
        const next = road[index + 1]
        return path === undefined || (next !== undefined && !read(path).includes(basename(next)))
      }),
    )
    expect(lost).toEqual([])
  })

  test('nothing is excused that is audited', () => {
    const excused = Object.keys(notAudited)
    expect(excused.filter((each) => isAudited(verbOf(each)))).toEqual([])
    expect(Object.keys(auditedElsewhere).filter((each) => !writes.includes(each))).toEqual([])
  })
})

describe('a list of the API', () => {
  const lists = operations.filter(({ id, method }) => method === 'GET' && id.startsWith('list'))
  const isPaged = ({ query }: (typeof lists)[number]) => 'limit' in query && 'cursor' in query
  const liveList = 'a live list of Xero, which gives it whole'
  const excused: Record<string, string> = {
    listXeroBrandingThemes: liveList,
    listXeroItems: liveList,
    listXeroAccounts: liveList,
    listXeroContactGroups: liveList,
    listXeroTaxRates: liveList,
    listXeroTrackingCategories: liveList,
    listXeroMappings: 'the rules of one administration, which count together',
    listRecentNotes: 'suggestions while somebody types, ten at most',
    listMileagePlaces: 'suggestions while somebody types, eight at most',
    listEInvoiceNeeds: 'what one invoice still needs',
    listReportIds: 'the ids of one selection, as many as one export takes',
  }

  test('is read page by page, or says why not', () => {
    const whole = lists.filter((each) => !isPaged(each)).map(({ id }) => id)
    expect(whole.filter((each) => excused[each] === undefined)).toEqual([])
  })

  test('is not excused when it is paged', () => {
    const whole = new Set(lists.filter((each) => !isPaged(each)).map(({ id }) => id))
    expect(Object.keys(excused).filter((each) => !whole.has(each))).toEqual([])
  })
})

describe('how a workspace writes', () => {
  // src/lib/formats.ts writes for people, src/xero for Xero, src/main for who installs.
  const elsewhere = sources.filter(
    (path) => path !== 'src/lib/formats.ts' && !/^src\/(?:xero|main)\//.test(path),
  )

  test.each([
    [
      'days, times and numbers',
      /\.toLocale\w*String\(|\bIntl\.\w+Format\b|\.toFixed\(|\bdayjs\b(?!\/locale)/,
    ],
    ['a clock by its parts', /\.get(?:UTC)?(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds)\(/],
    ['the day of a moment by its text', /\.toISOString\(\)\.(?:slice|split|substring)\(/],
    ['a week of its own', /\bstartOf\w*Week\b|firstDayOfWeek=\{[01]\}/],
  ])('is known by src/lib/formats.ts: nothing else writes %s', (_, pattern) => {
    const found = elsewhere.filter((path) => pattern.test(withoutComments(read(path))))
    expect(found).toEqual([])
  })
})

describe('db/migrations', () => {
  // A unique index on some of the rows, and a trigger, are decisions: the reader wants to know why.
  const decision =
    /^(create unique index [^;]*?\bwhere\b[^;]*;|create (?:constraint )?trigger [^;]*;)/gm

  test.each(globSync('db/migrations/*.sql'))('%s explains its constraints', (path) => {
    const migration = read(path)
    expect(migration).toMatch(/^--/m)
    const unexplained = [...migration.matchAll(decision)].filter(
      ({ index }) => !isExplained(migration.slice(0, index)),
    )
    expect(unexplained.map(([statement]) => statement.split('\n')[0])).toEqual([])
  })
})

describe('what Xero says', () => {
  const catalogue = 'src/xero/error-catalogue.ts'
  // Words of the texts that the catalogue knows; anywhere else they would be recognised twice.
  const words =
    /must be unique|lock date, currently|is already assigned|not subscribed to currency|AuthenticationUnsuccessful|AuthorizationUnsuccessful|TokenExpired|insuffici?\??ent_scope|Organisation is offline|ValidationException|StatusAttributeString|is used with a different request/
  const comparing =
    /\b(?:detail|Detail|message|Message)\b\)?\s*\.(?:includes|match|startsWith|search|test)\(|\.test\([^)\n]*\b(?:detail|message)\b/

  test.each([
    ['names a text of Xero', words],
    ['looks into the words of an error', comparing],
  ])('is recognised in one file: no other %s', (_, pattern) => {
    const elsewhere = sources.filter((path) => path !== catalogue && !path.startsWith('src/web/'))
    const found = elsewhere.filter((path) => pattern.test(withoutComments(read(path))))
    expect(found).toEqual([])
    expect(read(catalogue)).toMatch(words)
  })
})

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

describe('what a page says', () => {
  test('comes from the catalogue', () => {
    const pages = sources.filter((path) => path.endsWith('.tsx'))
    const found = pages.flatMap((path) => literalTextsOf(read(path)).map((text) => [path, text]))
    expect(found).toEqual([])
  })

  test('is found out when it does not', () => {
    const page = `<Page title="Hours" aria-label={isOpen ? 'Open' : t('a.b')} className="not-said">
      Some words {'and more'} {t('a.c')} · km</Page>`
    expect(literalTextsOf(page)).toEqual(['Hours', 'Open', 'Some words', 'and more', '· km'])
  })
})

describe('what the server says', () => {
  // Written down elsewhere in both languages: by code, or by what a document is.
  const catalogues =
    /^src\/domain\/(?:words\/|refusals\.ts|xero-problems\.ts|finding-words|(?:sheet-samples|client-sample)\.ts)/
  const server = sources.filter(
    (path) => /^src\/(?:app|api|domain|mail|xero)\//.test(path) && !catalogues.test(path),
  )

  test.each(server)('%s has its Dutch: the sentence is said by say()', (path) => {
    expect(unsaidSentencesOf(read(path))).toEqual([])
  })

  test('is found out when it is not', () => {
    const source = `const detail = \`\${name} has none.\`
      refuse('nothing', { detail: 'There is none.', title: say('There is one.') })
      z.string().describe('Some words.')
      const schema = { summary: 'A summary.', description: 'A description.' }`
    expect(unsaidSentencesOf(source)).toEqual(['{{}} has none.', 'There is none.'])
  })

  test('no sentence is kept in Dutch that nobody says', () => {
    const everything = [...server, 'src/db/xero-sending.ts'].map(read).join('\n')
    const spoken = everything.replaceAll(/\s+/g, ' ')
    const unsaid = Object.keys(sentencesInDutch).filter((each) => !spoken.includes(each))
    expect(unsaid).toEqual([])
  })
})

test('every path that the documents name is there', () => {
  const documents = [...globSync('docs/**/*.md'), ...globSync('*.md')]
  const missing = documents.flatMap((document) => {
    const cited = read(document).matchAll(
      /`((?:src|tests|db|docs|simulator|scripts|bench|bin)\/[\w./-]+)`/g,
    )
    return [...cited]
      .map(([, path]) => path ?? '')
      .filter((path) => !existsSync(path))
      .map((path) => `${document}: ${path}`)
  })
  expect(missing).toEqual([])
})

test('no file speaks of what is not done yet', () => {
  const unfinished = /\bTODO\b(?!\(#\d+\))|\bFIXME\b|[Cc]oming soon/
  const files = [...sources, ...globSync('simulator/**/*.ts')]
  expect(files.filter((path) => unfinished.test(read(path)))).toEqual([])
})

/** Texts that read like a sentence, and that neither say() nor the reference of the API holds. */
function unsaidSentencesOf(source: string): string[] {
  const found: string[] = []
  const look = (node: ts.Node) => {
    const words = textOf(node)
    if (words !== undefined && /^(?:\p{Lu}|\{\{)[^]*\s[^]*\p{Ll}\.$/u.test(words)) {
      if (!isDocumentation(node)) found.push(words)
    }
    if (!ts.isCallExpression(node) || !/^(?:say|spoken)$/.test(node.expression.getText())) {
      ts.forEachChild(node, look)
    }
  }
  look(ts.createSourceFile('verb.ts', source, ts.ScriptTarget.Latest, true))
  return found
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map(({ literal }) => `{{}}${literal.text}`).join('')
}

function isDocumentation(node: ts.Node): boolean {
  for (let each = node.parent; each; each = each.parent) {
    if (ts.isPropertyAssignment(each) && /^(?:summary|description)$/.test(each.name.getText())) {
      return true
    }
    if (ts.isCallExpression(each)) return /(?:describe|said|meta)$/.test(each.expression.getText())
    if (ts.isNewExpression(each)) return each.expression.getText().endsWith('Error')
  }
  return false
}

const spokenAttributes =
  /^(?:label|title|placeholder|description|error|alt|aria-label|aria-description|aria-valuetext)$/

/** Words that stand in a page itself, where people see or hear them. */
function literalTextsOf(source: string): string[] {
  const found: string[] = []
  const look = (node: ts.Node) => {
    const words = ts.isJsxText(node) || ts.isStringLiteralLike(node) ? node.text.trim() : ''
    if (/\p{L}{2}/u.test(words) && isSpoken(node)) found.push(words)
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile('page.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found
}

function isSpoken(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return true
  const { parent } = node
  if (ts.isJsxAttribute(parent)) return spokenAttributes.test(parent.name.getText())
  if (ts.isJsxElement(parent)) return true
  const isPassedOn = ts.isConditionalExpression(parent)
    ? parent.condition !== node
    : ts.isJsxExpression(parent)
  return isPassedOn && isSpoken(parent)
}

/** Each statement of a file: reads and changes by themselves, inserts and raw SQL with the function around them. */
function statementsOf(source: string): string[] {
  const filtered = [...source.matchAll(/\.(?:selectFrom|updateTable|deleteFrom)\(\s*'/g)]
  const written =
    /\.insertInto\(\s*'|\binsertMany\(\s*tx|sql(?:<[^`]*>)?`\s*(?:select|insert|update|delete|with)\b/g
  return [
    ...filtered.map(({ index }) => statementFrom(source.slice(index))),
    ...[...source.matchAll(written)].map(({ index }) => functionAround(source, index)),
  ]
}

function statementFrom(rest: string): string {
  const end = rest.slice(1).search(/\.(?:updateTable|deleteFrom|insertInto)\(|await |\n\}/)
  return end < 0 ? rest : rest.slice(0, end + 1)
}

function functionAround(source: string, index: number): string {
  const start = [...source.slice(0, index).matchAll(/^(?:export|async|function|const) /gm)].at(-1)
  const end = source.slice(index).search(/^\}/m)
  return source.slice(start?.index ?? 0, end < 0 ? undefined : index + end)
}

// Statements that belong together share the comment above the first of them.
function isExplained(before: string): boolean {
  const lines = before.trimEnd().split('\n')
  const last = lines.findLastIndex((line) => line.trim() === '' || line.startsWith('--'))
  return lines[last]?.startsWith('--') ?? false
}

function camelCase(kebab: string): string {
  return kebab.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
