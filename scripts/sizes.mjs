// A taste to aim at, never a gate: how long files and functions are, and how many they take in.
import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const folders = ['src', 'simulator', 'tests', 'bench', 'scripts', 'bin']
const listed = 12

export function printSizes() {
  const files = folders.flatMap(sourcesIn).map(measure)
  const tests = files.filter((each) => isTest(each.file))
  const code = files.filter((each) => !isTest(each.file))
  const functions = code.flatMap((each) => each.functions)
  const lines = code.map((each) => each.lines)
  const total = (group) => group.reduce((sum, each) => sum + each.lines, 0)
  const rows = [
    ['files, median lines', percentile(lines, 50), 70],
    ['files, p95 lines', percentile(lines, 95), 200],
    [
      'functions, p95 lines',
      percentile(
        functions.map((each) => each.lines),
        95,
      ),
      40,
    ],
    ['parameters, most', Math.max(...functions.map((each) => each.parameters)), 3],
    ['imports per file, most', Math.max(...code.map((each) => each.imports)), 15],
    ['test : code', (total(tests) / total(code)).toFixed(2), '≥ 0.9'],
  ]
  for (const [name, value, aim] of rows) {
    console.log(`${name.padEnd(24)} ${String(value).padStart(6)}   aim ${aim}`)
  }
  printTop(
    'Longest files',
    code,
    (each) => each.lines,
    (each) => each.file,
  )
  printTop(
    'Longest functions',
    functions,
    (each) => each.lines,
    (each) => each.name,
  )
  printTop(
    'Most parameters',
    functions,
    (each) => each.parameters,
    (each) => each.name,
  )
  printTop(
    'Most imports',
    code,
    (each) => each.imports,
    (each) => each.file,
  )
}

function printTop(title, items, size, name) {
  console.log(`\n${title}`)
  for (const each of items.toSorted((a, b) => size(b) - size(a)).slice(0, listed)) {
    console.log(`${String(size(each)).padStart(6)}  ${name(each)}`)
  }
}

function sourcesIn(folder) {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((each) => /\.(?:ts|tsx|mjs)$/.test(each) && !each.endsWith('openapi.ts'))
    .map((each) => path.join(folder, each))
}

function isTest(file) {
  return file.startsWith('tests') || /\.test\.tsx?$/.test(file)
}

function measure(file) {
  const text = fs.readFileSync(file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line
  const functions = []
  let imports = 0
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) imports += 1
    if (ts.isFunctionLike(node) && node.body) {
      const [first, last] = [lineOf(node.getStart()), lineOf(node.getEnd())]
      functions.push({
        name: `${file}:${first + 1} ${node.name?.getText() ?? ''}`,
        lines: last - first + 1,
        parameters: node.parameters.length,
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { file, lines: text.split('\n').length - 1, imports, functions }
}

function percentile(values, percent) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0
}
