import type { ReactNode } from 'react'
import { DangerIcon, InfoIcon } from './icons.tsx'

type NoticeProps = {
  children: ReactNode
  tone?: 'info' | 'warning' | 'danger'
  /** The one button that puts it right. */
  action?: ReactNode
}

/** A slim strip over the full width of a page, for what is true of everything below it. */
export function Notice({ children, tone = 'info', action }: NoticeProps) {
  const Drawing = tone === 'danger' ? DangerIcon : InfoIcon
  return (
    <div className="hb-strip" data-tone={tone} role="note">
      <Drawing size={15} />
      <div className="hb-strip-text">{children}</div>
      {action}
    </div>
  )
}
