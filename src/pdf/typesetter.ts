import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { CannotPrint } from '#app/ports/printer.ts'
import type { TypesetAnswer, TypesetRequest } from './typesetter-process.ts'

export type Limits = {
  /** After so many documents, or with so much memory, the process is replaced: the compiler gives none back. */
  documentsPerProcess: number
  mostBytes: number
  timeoutMs: number
  /** More than this are not kept waiting. */
  mostWaiting: number
}

const usual: Limits = {
  documentsPerProcess: 200,
  mostBytes: 300_000_000,
  timeoutMs: 60_000,
  mostWaiting: 20,
}

/** The template could not be set with these data. */
export class TemplateFailed extends Error {
  constructor(problem: string) {
    super(`The template failed: ${problem}`)
  }
}

/** Typesets in a process of its own, one document at a time. */
export function createTypesetter(limits: Partial<Limits> = {}) {
  const { documentsPerProcess, mostBytes, timeoutMs, mostWaiting } = { ...usual, ...limits }
  let child: ChildProcess | undefined
  let documents = 0
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  async function typeset(request: TypesetRequest): Promise<Uint8Array> {
    if (waiting > mostWaiting) throw new CannotPrint('busy')
    waiting += 1
    const turn = last.then(async () => await ask(request)).finally(() => (waiting -= 1))
    last = turn.catch(() => {})
    return await turn
  }

  async function ask(request: TypesetRequest): Promise<Uint8Array> {
    child ??= startProcess()
    documents += 1
    try {
      const answer = await answerOf(child, { request, timeoutMs })
      if ('missing' in answer) throw new CannotPrint('missing', answer.missing)
      if ('problem' in answer) throw new TemplateFailed(answer.problem)
      if (documents >= documentsPerProcess || answer.rssBytes > mostBytes) stop()
      return answer.bytes
    } catch (error) {
      stop()
      throw error
    }
  }

  function stop(): void {
    child?.kill('SIGKILL')
    child = undefined
    documents = 0
  }

  return { typeset, stop }
}

function startProcess(): ChildProcess {
  const program = fileURLToPath(new URL('./typesetter-process.ts', import.meta.url))
  const child = fork(program, { serialization: 'advanced', execArgv: [] })
  // It must not keep us alive when we are done otherwise; it ends by itself when we do.
  child.unref()
  child.channel?.unref()
  return child
}

async function answerOf(
  child: ChildProcess,
  { request, timeoutMs }: { request: TypesetRequest; timeoutMs: number },
): Promise<TypesetAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<TypesetAnswer>()
  const onExit = () => reject(new Error('The typesetter ended before it answered'))
  const timer = setTimeout(() => reject(new CannotPrint('too_slow')), timeoutMs)
  const onMessage = (answer: unknown) => resolve(answer as TypesetAnswer)
  child.once('message', onMessage).once('error', reject).once('exit', onExit)
  try {
    child.send(request)
    return await promise
  } finally {
    clearTimeout(timer)
    child.off('message', onMessage).off('error', reject).off('exit', onExit)
  }
}
