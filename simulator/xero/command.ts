import { help, optionsFrom, WrongOption } from './options.ts'
import { startSimulator } from './server.ts'

/** Runs the simulator until it is told to stop; `words` are what follows its name. */
export async function runCommand(words: readonly string[]): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(`${help}\n`)
    process.exit(0)
  }
  const { faults, ...options } = read(words)
  try {
    const simulator = await startSimulator(options)
    for (const fault of faults) simulator.control.faults.add(fault)
    const stop = () => void simulator.stop().then(() => process.exit(0))
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    process.once('disconnect', stop)
    // The parent may have gone while we were starting.
    if (process.connected === false) stop()
    process.stdout.write(`${JSON.stringify({ ready: true, url: simulator.url })}\n`)
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    fail(
      isTaken
        ? `Port ${options.port} is taken. Stop what listens there, or set SIMULATOR_PORT to another port.`
        : `The simulator could not start: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function read(words: readonly string[]) {
  try {
    return optionsFrom(words, process.env)
  } catch (error) {
    if (error instanceof WrongOption) fail(error.message)
    throw error
  }
}
