import { answered, api } from '#client/api.ts'
import { nextReminder } from '#domain/reminders.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../ui/FormatProvider.tsx'
import type { Invoice } from '../types.ts'

export const reminderSettingsKey = ['reminder-settings']

/** Which reminder a client got last, and when the next goes out. */
export function ReminderNote({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { lastReminder: last, paymentState, dueOn } = invoice
  const { data: settings } = useQuery({
    queryKey: reminderSettingsKey,
    queryFn: () => answered(api.GET('/api/v1/reminder-settings')),
    enabled: paymentState === 'overdue',
  })
  if (paymentState !== 'overdue' || !settings) return null
  return (
    <section aria-label={t('reminders.title')}>
      <h2 className="hb-invoice-side-title">{t('reminders.title')}</h2>
      <div>
        {last
          ? t('reminders.lastWas', { step: last.step, day: formats.day(last.plannedOn) })
          : t('reminders.none')}
      </div>
      <div className="hb-cell-sub">{nextOf(settings)}</div>
    </section>
  )

  function nextOf({ steps, isAutomatic, isMailOn }: NonNullable<typeof settings>): string {
    if (!invoice.getsReminders) return t('reminders.offForClient')
    if (last?.state === 'refused') return t('reminders.refused')
    const next = nextReminder(steps, { dueOn, last })
    if (!next) return t('reminders.noneLeft')
    if (!isAutomatic || !isMailOn) return t('reminders.byHand', { step: next.step })
    if (invoice.state !== 'sent') return t('reminders.notSent')
    return t('reminders.nextOn', { step: next.step, day: formats.day(next.on) })
  }
}
