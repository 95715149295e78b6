import { JournalIcon } from '../../ui/icons.tsx'
import './books-mark.css'

/** The books. Xero's own art is used by Xero's rules or not at all, so this has nothing of it, neither form nor colour. */
export function BooksMark({ size }: { size: number }) {
  return (
    <span className="hb-books-mark" style={{ width: size, height: size }}>
      <JournalIcon size={Math.round(size * 0.55)} />
    </span>
  )
}
