/** A row from the top of its list. */
export type Box = { top: number; height: number }

/** Where a row stands that was dragged so far: it passes a row once its edge is over the middle of that row. */
export function placeOf(boxes: readonly Box[], from: number, draggedBy: number): number {
  const row = boxes[from]
  if (!row) return from
  const top = row.top + draggedBy
  const bottom = top + row.height
  const above = boxes.slice(0, from).filter((each) => top < middleOf(each)).length
  const below = boxes.slice(from + 1).filter((each) => bottom > middleOf(each)).length
  return from - above + below
}

function middleOf({ top, height }: Box): number {
  return top + height / 2
}

const leastMovePx = 4

type Drag = {
  /** The handle that was pressed. */
  handle: HTMLElement
  pointerId: number
  clientY: number
  rows: readonly HTMLElement[]
  from: number
  /** Undefined when it was only pressed. */
  onEnd: (to: number | undefined) => void
}

/** Moves a row with the pointer or finger, while the others stand aside. Nothing is drawn anew until it is let go. */
export function dragRow({ handle, pointerId, clientY, rows, from, onEnd }: Drag): void {
  const list = rows[0]?.parentElement
  const row = rows[from]
  if (!list || !row) return
  // From the top of the list, which may be scrolled meanwhile.
  const listTop = () => list.getBoundingClientRect().top
  const boxes = rows.map((each) => {
    const { top, height } = each.getBoundingClientRect()
    return { top: top - listTop(), height }
  })
  const start = clientY - listTop()
  const step = (boxes[1]?.top ?? 0) - (boxes[0]?.top ?? 0) - (boxes[0]?.height ?? 0)
  const aside = row.getBoundingClientRect().height + step
  let to: number | undefined
  const listening = new AbortController()
  const { signal } = listening

  handle.setPointerCapture(pointerId)
  handle.addEventListener('pointermove', move, { signal })
  handle.addEventListener('pointerup', () => end(to), { signal })
  handle.addEventListener('pointercancel', () => end(undefined), { signal })
  window.addEventListener('keydown', leave, { signal, capture: true })

  function move(event: PointerEvent): void {
    const by = event.clientY - listTop() - start
    if (to === undefined && Math.abs(by) < leastMovePx) return
    to = placeOf(boxes, from, by)
    for (const [index, each] of rows.entries()) {
      each.style.transform = `translateY(${index === from ? by : asideOf(index, to) * aside}px)`
    }
    row?.toggleAttribute('data-dragging', true)
    list?.toggleAttribute('data-sorting', true)
    row?.scrollIntoView({ block: 'nearest' })
  }

  function asideOf(index: number, place: number): number {
    if (index > from && index <= place) return -1
    return index < from && index >= place ? 1 : 0
  }

  function leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    // The drawer around it stays open.
    event.stopPropagation()
    end(from)
  }

  function end(place: number | undefined): void {
    listening.abort()
    for (const each of rows) each.style.transform = ''
    row?.removeAttribute('data-dragging')
    list?.removeAttribute('data-sorting')
    onEnd(place)
  }
}
