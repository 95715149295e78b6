import { answered, api } from '#client/api.ts'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useMe } from '../me.ts'
import { FormModal } from '../ui/dialogs.tsx'
import { EmptyState, LoadFailed } from '../ui/EmptyState.tsx'
import { Fold } from '../ui/Fold.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { SuccessIcon } from '../ui/icons.tsx'
import { Page, Section } from '../ui/Page.tsx'
import { SkeletonLines } from '../ui/SkeletonLines.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { DurationText, Money, Quantity } from '../ui/Values.tsx'
import { useWrite } from '../write.ts'
import {
  approvalKeys,
  readWaitingWork,
  type WaitingItem,
  type WaitingWeek,
} from './approval-queries.ts'
import { StandIns } from './StandIns.tsx'
import './approval.css'

/** What waits for the person who looks: by person and week, to approve or reject. */
export function ApprovalsPage() {
  const { t } = useTranslation()
  const { rows: weeks, list } = useListQuery({
    queryKey: ['waiting-work', 'weeks'],
    read: readWaitingWork,
  })
  const [rejecting, setRejecting] = useState<WaitingWeek | null>(null)
  const approve = useWrite({
    send: (week: WaitingWeek, headers) =>
      answered(api.POST('/api/v1/approvals', { headers, body: { items: askedOf(week.items) } })),
    touches: approvalKeys,
    onDone: (_done, week) => toast(t('approval.approvedToast', { name: week.memberName })),
    onRefused: (refusal) => toastProblem(refusal.message || t('ui.problem')),
  })
  return (
    <Page title={t('approval.pageTitle')} description={t('approval.pageDescription')}>
      {list.isLoading ? (
        <SkeletonLines />
      ) : list.error ? (
        <LoadFailed error={list.error} onRetry={list.onRetry} />
      ) : weeks?.length === 0 ? (
        <EmptyState
          icon={SuccessIcon}
          title={t('approval.nothingWaits')}
          description={t('approval.nothingWaitsHint')}
        />
      ) : (
        <div className="hb-approvals">
          {weeks?.map((week) => (
            <Waiting
              key={`${week.memberId} ${week.from}`}
              week={week}
              isBusy={approve.isPending}
              onApprove={() => approve.mutate(week)}
              onReject={() => setRejecting(week)}
            />
          ))}
        </div>
      )}
      {list.hasMore ? (
        <Button variant="default" loading={list.isLoadingMore} onClick={list.onLoadMore}>
          {t('approval.more')}
        </Button>
      ) : null}
      <Section title={t('approval.standIns')} description={t('approval.standInsHelp')}>
        <StandIns />
      </Section>
      {rejecting ? <RejectDialog week={rejecting} onClose={() => setRejecting(null)} /> : null}
    </Page>
  )
}

type WaitingProps = {
  week: WaitingWeek
  isBusy: boolean
  onApprove: () => void
  onReject: () => void
}

function Waiting({ week, isBusy, onApprove, onReject }: WaitingProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const days = `${formats.day(week.from)} – ${formats.day(week.to)}`
  const named = { name: week.memberName, days }
  return (
    <Fold
      head={
        <span className="hb-waiting-head">
          <strong>{week.memberName}</strong>
          <span className="hb-dim hb-num">{days}</span>
          <Totals week={week} />
        </span>
      }
      aside={
        <>
          <Button
            size="xs"
            variant="default"
            aria-label={t('approval.rejectNamed', named)}
            onClick={onReject}
          >
            {t('approval.reject')}
          </Button>
          <Button
            size="xs"
            loading={isBusy}
            aria-label={t('approval.approveNamed', named)}
            onClick={onApprove}
          >
            {t('approval.approve')}
          </Button>
        </>
      }
    >
      <ul className="hb-waiting-items">
        {week.items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </Fold>
  )
}

function Totals({ week }: { week: Pick<WaitingWeek, 'seconds' | 'km' | 'expensesMinor'> }) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  return (
    <>
      {week.seconds > 0 ? <DurationText seconds={week.seconds} /> : null}
      {Number(week.km) > 0 ? <Quantity value={week.km} unit={t('approval.km')} /> : null}
      {week.expensesMinor === 0 ? null : (
        <Money minor={week.expensesMinor} currency={workspace.currency} />
      )}
    </>
  )
}

function Item({ item }: { item: WaitingItem }) {
  const formats = useFormats()
  return (
    <li className="hb-waiting-item">
      <span className="hb-waiting-day hb-dim">
        {formats.dayText(item.on, { weekday: 'short', day: 'numeric', month: 'short' })}
      </span>
      <span className="hb-waiting-words">
        {item.projectName}
        <span className="hb-dim">
          {[item.clientName, item.taskName, item.text]
            .filter(Boolean)
            .map((words) => ` · ${words}`)
            .join('')}
        </span>
      </span>
      <Totals
        week={{
          seconds: item.seconds ?? 0,
          km: item.km ?? '0',
          expensesMinor: item.netMinor ?? 0,
        }}
      />
    </li>
  )
}

const longestNote = 1000

function RejectDialog({ week, onClose }: { week: WaitingWeek; onClose: () => void }) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const reject = useWrite({
    send: (text: string, headers) =>
      answered(
        api.POST('/api/v1/rejections', {
          headers,
          body: { items: askedOf(week.items), note: text },
        }),
      ),
    touches: approvalKeys,
    onDone: () => {
      toast(t('approval.rejectedToast', { name: week.memberName }))
      onClose()
    },
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('approval.rejectTitle', { name: week.memberName })}
      submitLabel={t('approval.reject')}
      isBusy={reject.isPending}
      refusal={reject.error}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (note.trim()) reject.mutate(note.trim())
      }}
    >
      <Textarea
        label={t('approval.note')}
        description={t('approval.noteHelp')}
        autosize
        minRows={3}
        maxLength={longestNote}
        required
        value={note}
        error={isAsked && !note.trim() ? t('approval.noteMissing') : null}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  )
}

function askedOf(items: readonly WaitingItem[]) {
  return items.map(({ kind, id, updatedAt }) => ({ kind, id, expectedUpdatedAt: updatedAt }))
}
