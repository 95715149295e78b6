import { Progress } from '@mantine/core'
import type { ReactNode } from 'react'

type ProgressBarProps = {
  label: string
  value: number
  /** Unknown while null: the bar then only shows that work goes on. */
  total: number | null
  children?: ReactNode
}

/** How far a job is. `children` stand at the right of the label, such as '1,200 of 2,500'. */
export function ProgressBar({ label, value, total, children }: ProgressBarProps) {
  const percent = total === null || total === 0 ? 100 : Math.min(100, (value / total) * 100)
  return (
    <div>
      <div className="hb-progress-words">
        <span>{label}</span>
        <span className="hb-num hb-dim">{children}</span>
      </div>
      <Progress.Root size={6} radius="xl">
        <Progress.Section
          value={percent}
          animated={total === null}
          striped={total === null}
          aria-label={label}
        />
      </Progress.Root>
    </div>
  )
}
