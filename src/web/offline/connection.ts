// Whether the server can be reached, and of when the oldest thing is that is shown instead of its answers.

type Connection = { isReachable: boolean; shownOf: number | null }

let state: Connection = { isReachable: navigator.onLine, shownOf: null }
const listeners = new Set<() => void>()
let onBack = () => {}

export const connection = {
  get: () => state,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Told when the server can be reached again. */
  whenBack: (action: () => void) => {
    onBack = action
  },
  reached: () => {
    if (state.isReachable) return
    change({ isReachable: true, shownOf: null })
    onBack()
  },
  missed: () => {
    if (state.isReachable) change({ ...state, isReachable: false })
  },
  showsOf: (readAt: number) => {
    const shownOf = Math.min(state.shownOf ?? readAt, readAt)
    if (shownOf !== state.shownOf) change({ ...state, shownOf })
  },
}

function change(next: Connection): void {
  state = next
  for (const listener of listeners) listener()
}
