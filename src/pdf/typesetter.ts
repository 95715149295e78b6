import { Worker } from 'node:worker_threads'
import { CannotPrint } from '#app/ports/printer.ts'
import type { TypesetAnswer, TypesetRequest } from './typesetter-thread.ts'

export type Limits = {
  /** After so many documents the thread is replaced: the compiler keeps memory that it does not need. */
  documentsPerThread: number
  timeoutMs: number
  /** More than this are not kept waiting. */
  mostWaiting: number
}

const usual: Limits = { documentsPerThread: 200, timeoutMs: 60_000, mostWaiting: 20 }

/** Typesets in a thread of its own, one document at a time. */
export function createTypesetter(limits: Partial<Limits> = {}) {
  const { documentsPerThread, timeoutMs, mostWaiting } = { ...usual, ...limits }
  let thread: Worker | undefined
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
    thread ??= startThread()
    documents += 1
    try {
      const answer = await answerOf(thread, request, timeoutMs)
      if (documents >= documentsPerThread) await stop()
      if ('missing' in answer) throw new CannotPrint('missing', answer.missing)
      if ('problem' in answer) throw new Error(`The template failed: ${answer.problem}`)
      return answer.bytes
    } catch (error) {
      // Nobody waits for the end of a thread that may hang.
      void stop()
      throw error
    }
  }

  function startThread(): Worker {
    const started = new Worker(new URL('./typesetter-thread.ts', import.meta.url))
    // It must not keep a process alive that is done otherwise.
    started.unref()
    return started
  }

  async function stop(): Promise<void> {
    const stopping = thread
    thread = undefined
    documents = 0
    await stopping?.terminate()
  }

  return { typeset, stop }
}

async function answerOf(
  thread: Worker,
  request: TypesetRequest,
  timeoutMs: number,
): Promise<TypesetAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<TypesetAnswer>()
  const onExit = () => reject(new Error('The typesetter ended before it answered'))
  const timer = setTimeout(() => reject(new CannotPrint('too_slow')), timeoutMs)
  thread.once('message', resolve).once('error', reject).once('exit', onExit)
  try {
    thread.postMessage(request)
    return await promise
  } finally {
    clearTimeout(timer)
    thread.off('message', resolve).off('error', reject).off('exit', onExit)
  }
}
