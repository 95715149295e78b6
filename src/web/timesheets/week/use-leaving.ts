import { useEffect, useLayoutEffect, useRef } from 'react'
import type { useWeekCells } from './use-week-cells.ts'

/** Takes what stands in the field when one leaves without leaving it: for another page, another program, or for good. */
export function useLeaving(commit: () => void, cells: ReturnType<typeof useWeekCells>): void {
  const latest = useRef({ commit, cells })
  useLayoutEffect(() => {
    latest.current = { commit, cells }
  })
  // The field is still there while the layout is taken down; no browser says that it lost the focus.
  useLayoutEffect(() => () => latest.current.commit(), [])
  useEffect(() => {
    const send = () => {
      latest.current.commit()
      latest.current.cells.flush()
    }
    const ask = (event: BeforeUnloadEvent) => {
      send()
      if (latest.current.cells.hasUnsaved()) event.preventDefault()
    }
    const hide = () => document.visibilityState === 'hidden' && send()
    addEventListener('beforeunload', ask)
    addEventListener('pagehide', send)
    document.addEventListener('visibilitychange', hide)
    return () => {
      removeEventListener('beforeunload', ask)
      removeEventListener('pagehide', send)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [])
}
