import { answered, api, writeHeaders, type AnswerOf } from '#client/api.ts'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import * as offline from '../offline/timer.ts'
import { timerAfter } from '../offline/writes.ts'
import { useOutbox } from '../offline/use-outbox.ts'
import { useUndoHours } from '../timesheets/undo-writes.ts'
import { registrationKeys } from '../timesheets/registration-writes.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { offerUndo } from '../undo.ts'
import { useWrite } from '../write.ts'

export type Timer = NonNullable<AnswerOf<'/api/v1/timers/running'>['timer']>
type TimerFields = Pick<Timer, 'projectId' | 'taskId' | 'notes'> & { startedAt?: string }

const minuteMs = 60_000
const timerKey = ['timer'] as const

const timerQuery = queryOptions({
  queryKey: timerKey,
  queryFn: async () => {
    const answer = await answered(api.GET('/api/v1/timers/running'))
    // The clock of this machine may be wrong: what counts is how far it is from the server's.
    return { timer: answer.timer, aheadMs: Date.now() - Date.parse(answer.now) }
  },
  // Another tab, or another machine, may have stopped it.
  refetchInterval: minuteMs,
  refetchOnWindowFocus: 'always',
})

export function useTimer() {
  const { data } = useQuery(timerQuery)
  const { waiting } = useOutbox()
  return {
    timer: timerAfter(data?.timer ?? null, waiting),
    aheadMs: data?.aheadMs ?? 0,
    isKnown: data !== undefined,
  }
}

/** The seconds that the timer has run, counted on while one looks. */
export function useElapsedSeconds({ startedAt }: Timer, aheadMs: number): number {
  const now = useSyncExternalStore(everySecond, () => Math.floor(Date.now() / 1000))
  return Math.max(0, Math.floor(now - (Date.parse(startedAt) + aheadMs) / 1000))
}

function everySecond(tick: () => void): () => void {
  const interval = setInterval(tick, 1000)
  return () => clearInterval(interval)
}

/** '1:05:09', to be seen running. */
export function clockText(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
}

type TimerEvents = {
  /** Told when the timer ran past midnight, and somebody has to say what becomes of it. */
  onMidnight?: () => void
  onDone?: () => void
}

/** Starting, changing, stopping and discarding the own timer. */
export function useTimerWrites({ onMidnight, onDone }: TimerEvents = {}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const queryClient = useQueryClient()
  const undo = useUndoHours()
  const { timer: running, aheadMs } = useTimer()
  const touches = [timerKey, ...registrationKeys]
  const say = (message: string) => toastProblem(message || t('ui.problem'))
  const again = async ({ projectId, taskId, notes, isBillable, startedAt }: Timer) => {
    const fields = { projectId, taskId, notes, isBillable, startedAt }
    await offline.startTimer(fields, writeHeaders(), { running: null, aheadMs })
    await queryClient.invalidateQueries({ queryKey: timerKey })
  }
  const savedWords = (entries: readonly { seconds: number }[], project: string) => {
    const seconds = entries.reduce((sum, entry) => sum + entry.seconds, 0)
    return t('timer.saved', { duration: formats.duration(seconds), project })
  }

  const start = useWrite({
    send: (fields: TimerFields, headers) =>
      offline.startTimer(fields, headers, { running, aheadMs }),
    touches,
    onDone: ({ stopped }) => {
      const [first] = stopped
      if (first) offerUndo(savedWords(stopped, first.projectName), undo.made(stopped))
      onDone?.()
    },
    onRefused: (refusal) => say(refusal.message),
  })
  const change = useWrite({
    send: ({ timer, ...changes }: TimerFields & { timer: Timer }, headers) =>
      offline.changeTimer(timer, changes, headers),
    touches: [timerKey],
    onDone: () => onDone?.(),
  })
  const stop = useWrite({
    send: ({ timer, midnight }: { timer: Timer; midnight?: 'split' | 'keep' }, headers) =>
      offline.stopTimer(timer, midnight, headers, { aheadMs }),
    touches,
    onDone: ({ items }, { timer }) => {
      offerUndo(savedWords(items, timer.projectName), async () => {
        await undo.made(items)()
        await again(timer)
      })
      onDone?.()
    },
    onRefused: (refusal) => {
      if (refusal.code === 'timer_ran_past_midnight') onMidnight?.()
      else say(refusal.message)
    },
  })
  const discard = useWrite({
    send: (timer: Timer, headers) => offline.discardTimer(timer, headers),
    touches: [timerKey],
    onDone: (_, timer) => {
      offerUndo(t('timer.discarded'), async () => await again(timer))
      onDone?.()
    },
    onRefused: (refusal) => say(refusal.message),
  })
  return { start, change, stop, discard }
}
