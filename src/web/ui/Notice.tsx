import type { ReactNode } from 'react'
import { InfoIcon } from './icons.tsx'

/** A slim strip over the full width of a page, for what is true of everything below it. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className="hb-strip" role="note">
      <InfoIcon size={15} />
      <div>{children}</div>
    </div>
  )
}
