import type { ReactNode } from 'react'
import './StatusBadge.css'

export type StatusTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

type StatusBadgeProps = {
  tone?: StatusTone
  children: ReactNode
  /** A pulsing dot, for work that is going on. */
  isLive?: boolean
}

/** A state in one or two words. The words carry the meaning; the colour only helps. */
export function StatusBadge({ tone = 'neutral', children, isLive = false }: StatusBadgeProps) {
  return (
    <span className="hb-badge" data-tone={tone} data-live={isLive || undefined}>
      <span className="hb-badge-dot" aria-hidden />
      {children}
    </span>
  )
}
