import { ActionIcon, Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { VatRateSelect, vatRatesQuery } from '../../pickers/VatRateSelect.tsx'
import { DecimalInput } from '../../ui/DecimalInput.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx'
import { Money } from '../../ui/Values.tsx'
import { AmountSums } from '../AmountSums.tsx'
import { draftNetMinor, draftTotals, type DraftLine } from './invoice-draft.ts'

type InvoiceLinesEditorProps = {
  lines: readonly DraftLine[]
  /** By path, such as 'lines.0.quantity'. */
  errors: Record<string, ReactNode>
  currency: string
  onChange: (lines: DraftLine[]) => void
}

/** Lines being typed, with what they come to at every moment. */
export function InvoiceLinesEditor({ lines, errors, currency, onChange }: InvoiceLinesEditorProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const rates = useQuery(vatRatesQuery).data?.items ?? []
  const totals = draftTotals(lines, rates)
  const section = useRef<HTMLElement>(null)
  const count = useRef(lines.length)
  useEffect(() => {
    if (lines.length > count.current) focusDescription(section.current, lines.length - 1)
    count.current = lines.length
  }, [lines.length])
  return (
    <section ref={section} aria-label={t('invoices.lines')} className="hb-finance-editor">
      {lines.map((line, index) => (
        <LineFields
          key={line.key}
          line={line}
          index={index}
          errors={errors}
          isOnly={lines.length === 1}
          onChange={(changed) => onChange(lines.with(index, changed))}
          onRemove={() => onChange(lines.toSpliced(index, 1))}
        />
      ))}
      <div className="hb-finance-editor-foot">
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => onChange([...lines, emptyLine(lines.at(-1)?.vatRateId)])}
        >
          {t('invoices.addLine')}
        </Button>
        <AmountSums
          {...totals}
          currency={currency}
          taxes={totals.taxes.map(({ percentage, minor }) => ({
            label: t('invoices.vatAt', { percentage: formats.quantity(percentage) }),
            minor,
          }))}
        />
      </div>
    </section>
  )
}

type LineFieldsProps = {
  line: DraftLine
  index: number
  errors: Record<string, ReactNode>
  isOnly: boolean
  onChange: (line: DraftLine) => void
  onRemove: () => void
}

function LineFields({ line, index, errors, isOnly, onChange, onRemove }: LineFieldsProps) {
  const { t } = useTranslation()
  const path = `lines.${index}`
  return (
    // A group, not a fieldset: those cannot be grids in every browser.
    <div
      className="hb-finance-editor-line"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={t('invoices.lineNumber', { number: index + 1 })}
    >
      <Textarea
        label={t('invoices.description')}
        minRows={1}
        maxLength={4000}
        value={line.description}
        onChange={(event) => onChange({ ...line, description: event.currentTarget.value })}
        error={errors[`${path}.description`]}
        data-path={`${path}.description`}
      />
      <DecimalInput
        label={t('invoices.quantity')}
        value={line.quantity}
        onChange={(quantity) => onChange({ ...line, quantity })}
        error={errors[`${path}.quantity`]}
        data-path={`${path}.quantity`}
      />
      <DecimalInput
        label={t('invoices.unitPrice')}
        decimals={2}
        value={line.unitPrice}
        onChange={(unitPrice) => onChange({ ...line, unitPrice })}
        error={errors[`${path}.unitPrice`]}
        data-path={`${path}.unitPrice`}
      />
      <VatRateSelect
        label={t('invoices.vat')}
        value={line.vatRateId}
        onChange={(vatRateId) => onChange({ ...line, vatRateId })}
        error={errors[`${path}.vatRateId`]}
      />
      <div className="hb-finance-editor-net">
        <span className="mantine-InputWrapper-label">{t('invoices.amount')}</span>
        <Money minor={draftNetMinor(line)} currency={null} />
      </div>
      <ActionIcon
        className="hb-finance-editor-remove"
        aria-label={t('invoices.removeLine', { number: index + 1 })}
        disabled={isOnly}
        onClick={onRemove}
      >
        <CloseIcon />
      </ActionIcon>
    </div>
  )
}

function focusDescription(section: HTMLElement | null, index: number): void {
  section?.querySelector<HTMLElement>(`[data-path="lines.${index}.description"]`)?.focus()
}

let lineCount = 0

/** A line to be typed; VAT begins as that of the line before. */
export function emptyLine(vatRateId: string | null = null): DraftLine {
  lineCount += 1
  return { key: `line-${lineCount}`, description: '', quantity: '1', unitPrice: '', vatRateId }
}
