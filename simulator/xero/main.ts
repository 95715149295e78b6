import { help, optionsFrom, WrongOption } from './options.ts'
import { startSimulator } from './server.ts'

// `hourbook simulator …` runs this file too; its own name is then the first word.
const argv = process.argv.slice(2)
const words = argv[0] === 'simulator' ? argv.slice(1) : argv

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function read() {
  try {
    return optionsFrom(words, process.env)
  } catch (error) {
    if (error instanceof WrongOption) fail(error.message)
    throw error
  }
}

if (words.includes('--help') || words.includes('-h')) {
  console.log(help)
  process.exit(0)
}

const { faults, ...options } = read()
try {
  const simulator = await startSimulator(options)
  for (const fault of faults) simulator.control.faults.add(fault)
  const stop = () => void simulator.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
  // The parent may have gone while we were starting.
  if (process.connected === false) stop()
  console.log(JSON.stringify({ ready: true, url: simulator.url }))
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  fail(
    isTaken
      ? `Port ${options.port} is taken. Stop what listens there, or set SIMULATOR_PORT to another port.`
      : `The simulator could not start: ${error instanceof Error ? error.message : String(error)}`,
  )
}
