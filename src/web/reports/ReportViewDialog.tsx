import { answered, api } from '#client/api.ts'
import type { ReportViewSettings } from '#domain/report-views.ts'
import { Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { FormModal } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { useWrite } from '../write.ts'
import type { ReportTab } from './report-search.ts'
import { reportViewsKey, type ReportView } from './report-views.ts'

type ReportViewDialogProps = {
  tab: ReportTab
  settings: ReportViewSettings
  /** Whose name or sharing is changed; a new one without it. */
  view: ReportView | undefined
  onClose: () => void
  onDone: (view: ReportView) => void
}

/** The name of a view, and who sees it. */
export function ReportViewDialog({ tab, settings, view, onClose, onDone }: ReportViewDialogProps) {
  const { t } = useTranslation()
  const canShare = useCan()('registrations:all')
  const form = useForm({
    initialValues: { name: view?.name ?? '', isShared: view?.isShared ?? false },
  })
  const save = useWrite({
    send: (values: typeof form.values, headers) =>
      view
        ? answered(
            api.PATCH('/api/v1/report-views/{reportViewId}', {
              params: { path: { reportViewId: view.id } },
              body: values,
              headers,
            }),
          )
        : answered(
            api.POST('/api/v1/report-views', { body: { ...values, tab, settings }, headers }),
          ),
    touches: [reportViewsKey],
    onDone,
    onRefused: (refusal) => {
      if (refusal.code === 'report_view_name_is_taken') form.setFieldError('name', refusal.message)
      else showRefusal(form, refusal)
    },
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t(view ? 'reports.views.editTitle' : 'reports.views.newTitle')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error?.code === 'report_view_name_is_taken' ? null : save.error}
      fields={['name', 'isShared']}
    >
      <TextInput
        data-autofocus
        required
        label={t('reports.views.name')}
        maxLength={100}
        {...form.getInputProps('name')}
      />
      {canShare ? (
        <Checkbox
          label={t('reports.views.isShared')}
          {...form.getInputProps('isShared', { type: 'checkbox' })}
        />
      ) : null}
      {view ? null : <p className="hb-dim hb-reports-keeps">{t('reports.views.keeps')}</p>}
    </FormModal>
  )
}
