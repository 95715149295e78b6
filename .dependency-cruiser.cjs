// The rooms of the house and the doors between them. A room may import itself and what stands
// behind its doors; `main` wires all of them, and `tests` may look into every one.
const doors = {
  lib: [],
  domain: ['lib'],
  db: ['domain', 'lib'],
  app: ['db', 'domain', 'lib'],
  xero: ['app/ports', 'domain', 'lib'],
  pdf: ['app/ports', 'domain', 'lib'],
  mail: ['app/ports', 'domain', 'lib'],
  api: ['app', 'domain', 'lib'],
  worker: ['app', 'db', 'domain', 'lib'],
  client: [],
  web: ['client', 'domain', 'lib'],
  cli: ['client', 'domain', 'lib'],
}

const tests = '\\.test\\.tsx?$'

const walls = Object.entries(doors).map(([room, open]) => ({
  name: `${room}-keeps-to-its-doors`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: tests },
  to: {
    path: '^(src|simulator|tests|bench|scripts)/',
    pathNot: [room, ...open].map((each) => `^src/${each}/`),
  },
}))

module.exports = {
  forbidden: [
    ...walls,
    {
      name: 'domain-is-pure',
      comment: 'It decides, from what it is given: no library, no I/O.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: tests },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'] },
    },
    {
      name: 'only-db-speaks-sql',
      comment:
        'Queries live in src/db; main opens the pools, and the worker keeps its queue there.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(db|main|worker)/', tests] },
      to: { path: '(^|/)node_modules/(@types/)?(kysely|pg|pg-copy-streams|pg-cursor)/' },
    },
    {
      name: 'the-simulator-stands-alone',
      comment: 'A fake that shares code with the real thing shares its mistakes.',
      severity: 'error',
      from: { path: '^simulator/', pathNot: tests },
      to: { path: '^(src|tests|bench|scripts)/' },
    },
    {
      name: 'nothing-real-needs-the-simulator',
      comment: 'It is never in the production image; only the command line can start it.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/cli\\.ts$', tests] },
      to: { path: '^(simulator|tests|bench|scripts)/' },
    },
    {
      name: 'production-needs-production-packages',
      comment: 'The web is bundled, so only what Node loads counts.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/web/', tests] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unknown-imports',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // a type that crosses a wall crosses it
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
    },
  },
}
