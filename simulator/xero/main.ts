import nodeModule from 'node:module'

// Compiled once, it starts in half the time; so this file must not import the rest by itself.
nodeModule.enableCompileCache()
const { runCommand } = await import('./command.ts')

// `hourbook simulator …` runs this file too; its own name is then the first word.
const argv = process.argv.slice(2)
await runCommand(argv[0] === 'simulator' ? argv.slice(1) : argv)
