import { toastCause, toastUndo, undoMs } from './ui/toast.tsx'

type Undo = () => Promise<unknown>

let last: { undo: Undo; until: number } | null = null

/** What was just done can be taken back for ten seconds, wherever in Hourbook one goes: by its toast, or by Ctrl-Z. */
export function offerUndo(message: string, undo: Undo): void {
  const once = keepUndo(undo)
  toastUndo(message, once)
}

/** The same without a toast, for what is seen to happen, such as a number typed into a cell. */
export function keepUndo(undo: Undo): Undo {
  const once = onlyOnce(undo)
  last = { undo: once, until: Date.now() + undoMs }
  return once
}

/** Takes back what was done last, if that is not too long ago. */
export function undoLast(): boolean {
  if (!last || last.until < Date.now()) return false
  const { undo } = last
  last = null
  undo().catch(toastCause)
  return true
}

function onlyOnce(undo: Undo): Undo {
  let done: Promise<unknown> | null = null
  return async () => await (done ??= undo())
}
