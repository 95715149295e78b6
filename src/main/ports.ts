import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { StartupProblem } from './startup-problem.ts'

const lastPort = 65_535
const portsToTry = 50

/** Refuses with the way out when nobody can listen there; waits up to `patienceMs` for it. */
export async function requirePort(
  host: string,
  port: number,
  { patienceMs }: { patienceMs: number },
): Promise<void> {
  const problem = await whyNotAfter(host, port, patienceMs)
  if (problem) throw new StartupProblem(explain(problem, host, port))
}

/** The first free port from `start` on; `start` itself is waited for up to `patienceMs`. */
export async function findPort(
  host: string,
  start: number,
  { except, patienceMs }: { except: number; patienceMs: number },
): Promise<number> {
  if (start !== except && !(await whyNotAfter(host, start, patienceMs))) return start
  for (let port = start + 1; port < start + portsToTry; port += 1) {
    if (port !== except && !(await whyNot(host, port))) return port
  }
  return await anyPort(host)
}

async function whyNotAfter(host: string, port: number, patienceMs: number) {
  const deadline = Date.now() + patienceMs
  let problem = await whyNot(host, port)
  while (problem === 'EADDRINUSE' && Date.now() < deadline) {
    await pause(50)
    problem = await whyNot(host, port)
  }
  return problem
}

async function anyPort(host: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen({ host, port: 0 }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function whyNot(host: string, port: number): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

function explain(problem: string, host: string, port: number): string {
  if (problem === 'EADDRINUSE') {
    return (
      `Port ${port} is already in use by another program. Stop that program, or choose another ` +
      `port: PORT=${port < lastPort ? port + 1 : 4000} npm start`
    )
  }
  if (problem === 'EACCES') {
    return `Port ${port} is reserved for the system. Choose one above 1023: PORT=4000 npm start`
  }
  return (
    `Hourbook cannot listen on HOST=${host} (${problem}): that must be an address of this machine. ` +
    'Use HOST=127.0.0.1 for this machine only, or HOST=0.0.0.0 for the whole network.'
  )
}
