import { format } from 'node:util'
import { afterEach } from 'vitest'

// A test that prints an error has one, whatever its assertions say. To expect one, spy on it.
const said: string[] = []
console.error = (...words: unknown[]) => void said.push(format(...words))

afterEach(() => {
  const lines = said.splice(0)
  if (lines.length > 0) throw new Error(`console.error was called:\n${lines.join('\n')}`)
})
