import { ActionIcon } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { given } from '../search-params.ts'
import { ClockIcon, StopIcon } from '../ui/icons.tsx'
import { MidnightDialog } from './MidnightDialog.tsx'
import { TimerDialog } from './TimerDialog.tsx'
import { clockText, type Timer, useElapsedSeconds, useTimer, useTimerWrites } from './use-timer.ts'
import './timer.css'

/** The timer: a button that starts it; while it runs, what it runs for, how long, and Stop. */
export function TimerBox({ isCompact = false }: { isCompact?: boolean }) {
  const { t } = useTranslation()
  const can = useCan()
  const { timer, aheadMs, isKnown } = useTimer()
  const [isOpen, setOpen] = useState(false)
  const [isPastMidnight, setPastMidnight] = useState(false)
  const { stop } = useTimerWrites({
    onMidnight: () => setPastMidnight(true),
    onDone: () => setPastMidnight(false),
  })
  const box = useRef<HTMLDivElement>(null)
  useShortcut(box, isKnown, () => setOpen(true))
  if (!can('registrations:own') || !isKnown) return <div className="hb-timer-place" />
  return (
    <div
      ref={box}
      className="hb-timer"
      data-running={timer !== null || undefined}
      data-compact={isCompact || undefined}
    >
      {timer ? (
        <>
          <button type="button" className="hb-timer-words" onClick={() => setOpen(true)}>
            <span className="hb-sr">{t('timer.edit')}: </span>
            <Elapsed timer={timer} aheadMs={aheadMs} />
            <span className={isCompact ? 'hb-sr' : 'hb-ellipsis hb-timer-project'}>
              {timer.projectName}
              {timer.taskName ? ` · ${timer.taskName}` : ''}
            </span>
          </button>
          <ActionIcon
            variant="filled"
            color="pine"
            aria-label={t('timer.stop')}
            data-shortcut="timer"
            loading={stop.isPending}
            onClick={() => stop.mutate({ timer })}
          >
            <StopIcon />
          </ActionIcon>
        </>
      ) : (
        <button
          type="button"
          className="hb-timer-start"
          data-shortcut="timer"
          aria-label={t('timer.start')}
          onClick={() => setOpen(true)}
        >
          <ClockIcon size={18} />
          {isCompact ? null : t('timer.start')}
        </button>
      )}
      {isOpen ? (
        <TimerDialog key={timer?.id ?? 'new'} timer={timer} onClose={() => setOpen(false)} />
      ) : null}
      {timer && isPastMidnight ? (
        <MidnightDialog
          timer={timer}
          isBusy={stop.isPending}
          onChoose={(midnight) => stop.mutate({ timer, midnight })}
          onClose={() => setPastMidnight(false)}
        />
      ) : null}
    </div>
  )
}

/** The shortcut of the installed app opens the timer: once, in the box that is in sight. */
function useShortcut(
  box: RefObject<HTMLDivElement | null>,
  isKnown: boolean,
  open: () => void,
): void {
  const { start } = useSearch({ strict: false })
  const navigate = useNavigate()
  const isAsked = start === 'timer' && isKnown
  useEffect(() => {
    if (!isAsked || box.current?.offsetParent === null) return
    open()
    void navigate({
      to: '.',
      search: (before) => given({ ...before, start: undefined }) as never,
      replace: true,
    })
    // Only being asked counts: `open` is a new function on every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isAsked])
}

function Elapsed({ timer, aheadMs }: { timer: Timer; aheadMs: number }) {
  const seconds = useElapsedSeconds(timer, aheadMs)
  return <span className="hb-timer-elapsed hb-num">{clockText(seconds)}</span>
}
