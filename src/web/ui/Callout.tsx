import type { ReactNode } from 'react'
import { DangerIcon, InfoIcon, SuccessIcon, WarningIcon, type Icon } from './icons.tsx'
import './Callout.css'

type CalloutTone = 'info' | 'success' | 'warning' | 'danger'

const icons: Record<CalloutTone, Icon> = {
  info: InfoIcon,
  success: SuccessIcon,
  warning: WarningIcon,
  danger: DangerIcon,
}

type CalloutProps = {
  tone?: CalloutTone
  title?: ReactNode
  /** The cause, then the fix, in plain words. */
  children?: ReactNode
  /** A link or button that leads to the fix. */
  action?: ReactNode
  /** Announced at once by screen readers; for what appears after an action. */
  isLive?: boolean
}

/** A problem, warning or remark inside a page: cause, fix, and the way to it. */
export function Callout({ tone = 'info', title, children, action, isLive = false }: CalloutProps) {
  const Drawing = icons[tone]
  return (
    <div className="hb-callout" data-tone={tone} role={isLive ? 'alert' : undefined}>
      <Drawing size={18} className="hb-callout-icon" />
      <div className="hb-callout-text">
        {title ? <div className="hb-callout-title">{title}</div> : null}
        {children ? <div className="hb-callout-body">{children}</div> : null}
      </div>
      {action ? <div className="hb-callout-action">{action}</div> : null}
    </div>
  )
}
