import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attach } from '../types.ts'

type AttachFieldProps = {
  value: Attach
  onChange: (value: Attach) => void
  error?: ReactNode
}

/** What goes to Xero with each invoice. */
export function AttachField({ value, onChange, error }: AttachFieldProps) {
  const { t } = useTranslation()
  const labelId = useId()
  const hasFiles = value.timesheet || value.receipts
  const box = (key: keyof Attach) => (
    <Checkbox
      label={t(`xeroExports.attach.${key}`)}
      description={t(`xeroExports.attachMeans.${key}`)}
      checked={value[key] && (key !== 'online' || hasFiles)}
      disabled={key === 'online' && !hasFiles}
      onChange={(event) => onChange({ ...value, [key]: event.currentTarget.checked })}
    />
  )
  return (
    <fieldset className="hb-finance-attach" aria-labelledby={labelId}>
      <span id={labelId} className="mantine-InputWrapper-label hb-finance-label">
        {t('xeroExports.attachLabel')}
      </span>
      {box('timesheet')}
      {box('receipts')}
      {box('online')}
      {box('note')}
      {error ? (
        <div className="mantine-InputWrapper-error hb-finance-attach-error" role="alert">
          {error} <Link to="/settings/xero">{t('xeroExports.toSettings')}</Link>
        </div>
      ) : null}
    </fieldset>
  )
}
