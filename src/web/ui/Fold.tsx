import { useId, useState, type ReactNode } from 'react'
import { ChevronRightIcon } from './icons.tsx'
import './Fold.css'

type FoldProps = {
  /** What stays in sight; the button itself, so it holds no links or buttons. */
  head: ReactNode
  /** Beside the button, such as actions and links of the same row. */
  aside?: ReactNode
  /** Below the head, folded or not, such as what is the matter. */
  note?: ReactNode
  isOpenAtFirst?: boolean
  /** Made only when it is unfolded. */
  children: ReactNode
}

/** A row that unfolds to its details. */
export function Fold({ head, aside, note, isOpenAtFirst = false, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const bodyId = useId()
  return (
    <div className="hb-fold" data-open={isOpen || undefined}>
      <div className="hb-fold-line">
        <button
          type="button"
          className="hb-fold-head"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ChevronRightIcon size={14} className="hb-fold-chevron" />
          {head}
        </button>
        {aside ? <div className="hb-fold-aside">{aside}</div> : null}
      </div>
      {note ? <div className="hb-fold-note">{note}</div> : null}
      <div id={bodyId} className="hb-fold-body" hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </div>
  )
}
