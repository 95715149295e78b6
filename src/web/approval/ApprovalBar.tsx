import { answered, api } from '#client/api.ts'
import { dayStates, type DayState } from '#domain/approval.ts'
import { isClosed } from '#domain/closed-period.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Callout } from '../ui/Callout.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { StatusBadge, type StatusTone } from '../ui/StatusBadge.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { approvalKeys, approvalSettingsQuery, workStandingQuery } from './approval-queries.ts'
import './approval.css'

type Days = { from: string; to: string }
type ApprovalBarProps = Days & {
  memberId: string
  kind: 'week' | 'month'
  /** The day that is looked at, which can be submitted by itself. */
  day: string
}

const tones: Record<DayState, StatusTone> = {
  rejected: 'danger',
  open: 'neutral',
  submitted: 'info',
  approved: 'success',
}

/** How far the approval of the days in sight is, and the step that comes next. Nothing where nobody approves. */
export function ApprovalBar({ memberId, kind, day, from, to }: ApprovalBarProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const settings = useQuery(approvalSettingsQuery).data
  const isOn = settings !== undefined && settings.approvalBy !== 'off'
  const { data } = useQuery({ ...workStandingQuery({ from, to, memberId }), enabled: isOn })
  const submit = useStep('/api/v1/submissions', memberId, t('approval.submitted'))
  const takeBack = useStep('/api/v1/submissions/withdrawals', memberId, t('approval.takenBack'))
  const through = settings?.closedThrough ?? null
  const days = isOn ? (data?.days ?? []) : []
  const count = (state: DayState) => days.reduce((sum, each) => sum + each[state], 0)
  const toSubmit = days.filter((each) => each.open + each.rejected > 0)
  const isDayApart = toSubmit.length > 1 && toSubmit.some(({ on }) => on === day)
  if (days.length === 0 && !isClosed(from, through)) return null
  const closedTo = through !== null && through < to ? through : to
  return (
    <section className="hb-approval" aria-label={t('approval.title')}>
      <div className="hb-approval-line">
        {isClosed(from, through) ? (
          <StatusBadge tone="neutral">
            {closedTo === to
              ? t('approval.closed')
              : t('approval.closedUntil', { day: formats.day(closedTo) })}
          </StatusBadge>
        ) : null}
        {dayStates
          .filter((state) => count(state) > 0)
          .map((state) => (
            <StatusBadge key={state} tone={tones[state]}>
              {t(`approval.states.${state}`, { count: count(state) })}
            </StatusBadge>
          ))}
        <span className="hb-approval-actions">
          {count('submitted') > 0 ? (
            <Button
              size="xs"
              variant="default"
              loading={takeBack.isPending}
              onClick={() => takeBack.mutate({ from, to })}
            >
              {t('approval.takeBack')}
            </Button>
          ) : null}
          {isDayApart ? (
            <Button
              size="xs"
              variant="default"
              loading={submit.isPending}
              onClick={() => submit.mutate({ from: day, to: day })}
            >
              {t('approval.submitDay', { day: formats.dayText(day, { weekday: 'long' }) })}
            </Button>
          ) : null}
          {toSubmit.length > 0 ? (
            <Button
              size="xs"
              loading={submit.isPending}
              onClick={() => submit.mutate({ from, to })}
            >
              {t(kind === 'week' ? 'approval.submitWeek' : 'approval.submitMonth')}
            </Button>
          ) : null}
        </span>
      </div>
      {(isOn ? (data?.rejections ?? []) : []).map((each) => (
        <Callout
          key={each.stepId}
          tone="danger"
          title={t('approval.rejectedBy', {
            name: each.rejectedByName ?? '',
            days:
              each.from === each.to
                ? formats.day(each.from)
                : `${formats.day(each.from)} – ${formats.day(each.to)}`,
          })}
        >
          {each.note}
        </Callout>
      ))}
    </section>
  )
}

function useStep(
  path: '/api/v1/submissions' | '/api/v1/submissions/withdrawals',
  memberId: string,
  done: string,
) {
  const { t } = useTranslation()
  return useWrite({
    send: (days: Days, headers) =>
      answered(api.POST(path, { headers, body: { ...days, memberId } })),
    touches: approvalKeys,
    onDone: () => toast(done),
    onRefused: (refusal) => toastProblem(refusal.message || t('ui.problem')),
  })
}
