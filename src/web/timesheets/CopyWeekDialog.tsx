import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/dialogs.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { SkeletonLines } from '../ui/SkeletonLines.tsx'
import { DurationText } from '../ui/Values.tsx'
import { toast } from '../ui/toast.tsx'
import { offerUndo } from '../undo.ts'
import { useWrite } from '../write.ts'
import { useUndoHours } from './undo-writes.ts'
import { registrationKeys } from './registration-writes.ts'
import { rowKey } from './week/week-cells.ts'

type Copied = components['schemas']['CopiedEntry']
type CopyWeekDialogProps = { from: string; to: string; memberId: string; onClose: () => void }

/** Shows what copying the week before would write, row by row, and does it. Twice is once: what is there stays. */
export function CopyWeekDialog({ from, to, memberId, onClose }: CopyWeekDialogProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const undo = useUndoHours()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const preview = useQuery({
    queryKey: ['time-entries', 'copy', memberId, from, to],
    queryFn: () =>
      answered(api.POST('/api/v1/timesheet-week/copy-previews', { body: { memberId, from, to } })),
  })
  const rows = [...Map.groupBy(preview.data?.plan ?? [], rowKey).entries()]
  const chosen = rows.filter(
    ([key, entries]) => !left.has(key) && entries.some((each) => each.outcome === 'copied'),
  )
  const copy = useWrite({
    send: (keys: string[], headers) =>
      answered(
        api.POST('/api/v1/timesheet-week/copies', {
          body: {
            memberId,
            from,
            to,
            rows: rows
              .filter(([key]) => keys.includes(key))
              .flatMap(([, [first]]) =>
                first ? [{ projectId: first.projectId, taskId: first.taskId }] : [],
              ),
          },
          headers,
        }),
      ),
    touches: registrationKeys,
    onDone: ({ items, plan }) => {
      const copied = t('timesheets.copied', { count: items.length })
      const result = [copied, leftOutWords(plan)].filter(Boolean).join('. ')
      if (items.length === 0) toast(leftOutWords(plan) || t('timesheets.nothingCopied'))
      else offerUndo(result, undo.made(items))
      onClose()
    },
  })
  const leftOutWords = (plan: readonly Copied[]) => {
    const reasons = [...Map.groupBy(plan, (each) => each.outcome)].flatMap(([outcome, entries]) =>
      outcome === 'copied' || outcome === 'has_hours'
        ? []
        : `${t(`timesheets.notCopied.${outcome}`)} (${daysOf(entries)})`,
    )
    return reasons.length > 0 ? t('timesheets.leftOut', { reasons: reasons.join('; ') }) : ''
  }
  const daysOf = (entries: readonly Copied[]) =>
    [...new Set(entries.map((each) => formats.dayText(each.copiedTo, { weekday: 'short' })))].join(
      ', ',
    )
  const areAllThere = rows.every(([, each]) => each.every(({ outcome }) => outcome === 'has_hours'))
  const nothing = t(areAllThere ? 'timesheets.nothingToCopy' : 'timesheets.nothingFits')
  return (
    <FormModal
      isOpen
      onClose={onClose}
      size={560}
      title={t('timesheets.copyLastWeek')}
      submitLabel={t('timesheets.copy')}
      isBusy={copy.isPending}
      refusal={copy.error ?? preview.error}
      disabledReason={chosen.length === 0 && !preview.isPending ? nothing : null}
      onSubmit={(event) => {
        event.preventDefault()
        copy.mutate(chosen.map(([key]) => key))
      }}
    >
      <p className="hb-copy-lead">
        {t('timesheets.copyLead', {
          from: formats.dayText(from, { day: 'numeric', month: 'long' }),
          to: formats.dayText(to, { day: 'numeric', month: 'long' }),
        })}
      </p>
      {preview.isPending ? <SkeletonLines /> : null}
      <ul className="hb-copy-rows">
        {rows.map(([key, entries]) => {
          const copied = entries.filter((each) => each.outcome === 'copied')
          const [first] = entries
          const reasons = Map.groupBy(entries, (each) => each.outcome)
          return (
            <li key={key} className="hb-copy-row">
              <Checkbox
                label={
                  <>
                    {first?.projectName}
                    {first?.taskName ? <span className="hb-dim"> · {first.taskName}</span> : null}
                    {[...reasons].map(([outcome, each]) => (
                      <span key={outcome} className="hb-dim hb-small hb-copy-days">
                        {outcome === 'copied'
                          ? daysOf(each)
                          : `${daysOf(each)}: ${t(`timesheets.notCopied.${outcome}`)}`}
                      </span>
                    ))}
                  </>
                }
                checked={copied.length > 0 && !left.has(key)}
                disabled={copied.length === 0}
                onChange={(event) => {
                  const next = new Set(left)
                  if (event.currentTarget.checked) next.delete(key)
                  else next.add(key)
                  setLeft(next)
                }}
              />
              <DurationText seconds={copied.reduce((sum, each) => sum + each.seconds, 0)} />
            </li>
          )
        })}
      </ul>
      {!preview.isPending && rows.length === 0 ? (
        <p className="hb-dim">{t('timesheets.nothingToCopy')}</p>
      ) : null}
    </FormModal>
  )
}
