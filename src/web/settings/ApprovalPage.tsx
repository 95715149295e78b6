import { answered, api } from '#client/api.ts'
import { approvalBys, type ApprovalBy } from '#domain/approval.ts'
import { Button, Checkbox, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type ApprovalSettings, approvalSettingsQuery } from '../approval/approval-queries.ts'
import { useCan } from '../me.ts'
import { Callout } from '../ui/Callout.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Page, Section } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import './settings.css'

const mostWeeks = 520

type FormFields = {
  approvalBy: ApprovalBy
  billsApprovedOnly: boolean
  lockedThrough: string | null
  closesAfterWeeks: string
}

export function ApprovalPage() {
  const { t } = useTranslation()
  const { data: settings } = useSuspenseQuery(approvalSettingsQuery)
  return (
    <Page title={t('approval.title')} description={t('approval.description')} width="narrow">
      <ApprovalForm settings={settings} />
    </Page>
  )
}

function ApprovalForm({ settings }: { settings: ApprovalSettings }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const mayChooseApprovers = useCan()('settings:write')
  const form = useForm<FormFields>({
    initialValues: fieldsOf(settings),
    validate: {
      closesAfterWeeks: (value: string) =>
        value === '' || (/^[1-9]\d{0,2}$/.test(value) && Number(value) <= mostWeeks)
          ? null
          : t('approval.weeksInvalid'),
    },
  })
  const save = useWrite({
    send: (body: Partial<Omit<ApprovalSettings, 'closedThrough'>>, headers) =>
      answered(api.PATCH('/api/v1/approval-settings', { headers, body })),
    touches: [['approval-settings'], ['time-entries'], ['timesheet-week'], ['approvals']],
    onDone: (saved) => {
      const fields = fieldsOf(saved)
      form.setValues(fields)
      form.resetDirty(fields)
      toast(t('approval.saved'))
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const { approvalBy } = form.values
  const isSwitchedOff = approvalBy === 'off' && settings.approvalBy !== 'off'
  return (
    <form
      noValidate
      className="hb-settings-form"
      onSubmit={form.onSubmit((values) => save.mutate(changesOf(values, settings)))}
    >
      <Section title={t('approval.approval')} description={t('approval.approvalHelp')}>
        <Radio.Group aria-label={t('approval.approval')} {...form.getInputProps('approvalBy')}>
          <Stack gap={10}>
            {approvalBys.map((value) => (
              <Radio
                key={value}
                value={value}
                disabled={!mayChooseApprovers}
                label={t(`approval.by.${value}`)}
                description={t(`approval.byHelp.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {approvalBy === 'off' ? null : (
          <Checkbox
            mt="md"
            disabled={!mayChooseApprovers}
            label={t('approval.billsApprovedOnly')}
            description={t('approval.billsApprovedOnlyHelp')}
            {...form.getInputProps('billsApprovedOnly', { type: 'checkbox' })}
          />
        )}
        {isSwitchedOff ? <Callout tone="warning">{t('approval.switchedOff')}</Callout> : null}
      </Section>
      <Section title={t('approval.periods')} description={t('approval.periodsHelp')}>
        <div className="hb-fields-row">
          <DayInput
            label={t('approval.lockedThrough')}
            description={t('approval.lockedThroughHelp')}
            placeholder={t('approval.noDay')}
            isClearable
            value={form.values.lockedThrough}
            onChange={(day) => form.setFieldValue('lockedThrough', day)}
            error={form.errors['lockedThrough']}
          />
          <TextInput
            label={t('approval.closesAfterWeeks')}
            description={t('approval.closesAfterWeeksHelp')}
            placeholder={t('approval.never')}
            inputMode="numeric"
            {...form.getInputProps('closesAfterWeeks')}
          />
        </div>
        <p className="hb-dim">
          {settings.closedThrough === null
            ? t('approval.nothingClosed')
            : t('approval.closedThrough', { day: formats.day(settings.closedThrough) })}
        </p>
      </Section>
      <RefusalNote refusal={save.error} fields={Object.keys(form.values)} />
      <div className="hb-settings-actions">
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {t('ui.save')}
        </Button>
        {form.isDirty() ? (
          <Button variant="default" onClick={() => form.reset()}>
            {t('ui.cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

function fieldsOf(settings: ApprovalSettings): FormFields {
  return {
    approvalBy: settings.approvalBy,
    billsApprovedOnly: settings.billsApprovedOnly,
    lockedThrough: settings.lockedThrough,
    closesAfterWeeks: settings.closesAfterWeeks === null ? '' : String(settings.closesAfterWeeks),
  }
}

// Only what is changed: some may close periods and not say who approves.
function changesOf(values: FormFields, settings: ApprovalSettings) {
  const { approvalBy, billsApprovedOnly, lockedThrough } = values
  const closesAfterWeeks = values.closesAfterWeeks === '' ? null : Number(values.closesAfterWeeks)
  return {
    ...(approvalBy !== settings.approvalBy && { approvalBy }),
    ...(billsApprovedOnly !== settings.billsApprovedOnly && { billsApprovedOnly }),
    ...(lockedThrough !== settings.lockedThrough && { lockedThrough }),
    ...(closesAfterWeeks !== settings.closesAfterWeeks && { closesAfterWeeks }),
  }
}
