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
  /** `edited` is the path of the field, such as 'lines.0.quantity', or 'lines' when one was added or removed. */
  onChange: (lines: DraftLine[], edited: string) => void
  /** How many lines there have to be. */
  minimum?: number
  /** When there are other lines besides these, their sum would mislead. */
  hasTotals?: boolean
}

/** Lines being typed, with what they come to at every moment. */
export function InvoiceLinesEditor(props: InvoiceLinesEditorProps) {
  const { lines, errors, currency, onChange, minimum = 1, hasTotals = true } = props
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
          isRemovable={lines.length > minimum}
          onChange={(changes) => {
            const [field = ''] = Object.keys(changes)
            onChange(lines.with(index, { ...line, ...changes }), `lines.${index}.${field}`)
          }}
          onRemove={() => onChange(lines.toSpliced(index, 1), 'lines')}
        />
      ))}
      <div className="hb-finance-editor-foot">
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => onChange([...lines, emptyLine(lines.at(-1)?.vatRateId)], 'lines')}
        >
          {t('invoices.addLine')}
        </Button>
        {hasTotals ? (
          <AmountSums
            amounts={{ ...totals, currency }}
            taxes={totals.taxes.map(({ percentage, minor }) => ({
              label: t('invoices.vatAt', { percentage: formats.quantity(percentage) }),
              minor,
            }))}
          />
        ) : null}
      </div>
    </section>
  )
}

type LineFieldsProps = {
  line: DraftLine
  index: number
  errors: Record<string, ReactNode>
  isRemovable: boolean
  onChange: (changes: Partial<DraftLine>) => void
  onRemove: () => void
}

function LineFields({ line, index, errors, isRemovable, ...props }: LineFieldsProps) {
  const { onChange, onRemove } = props
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
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        error={errors[`${path}.description`]}
        data-path={`${path}.description`}
      />
      <DecimalInput
        label={t('invoices.quantity')}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
        error={errors[`${path}.quantity`]}
        data-path={`${path}.quantity`}
      />
      <DecimalInput
        label={t('invoices.unitPrice')}
        decimals={2}
        value={line.unitPrice}
        onChange={(unitPrice) => onChange({ unitPrice })}
        error={errors[`${path}.unitPrice`]}
        data-path={`${path}.unitPrice`}
      />
      <VatRateSelect
        label={t('invoices.vat')}
        value={line.vatRateId}
        onChange={(vatRateId) => onChange({ vatRateId })}
        error={errors[`${path}.vatRateId`]}
      />
      <div className="hb-finance-editor-net">
        <span className="mantine-InputWrapper-label">{t('invoices.amount')}</span>
        <Money minor={draftNetMinor(line)} currency={null} />
      </div>
      {isRemovable ? (
        <ActionIcon
          className="hb-finance-editor-remove"
          aria-label={t('invoices.removeLine', { number: index + 1 })}
          onClick={onRemove}
        >
          <CloseIcon />
        </ActionIcon>
      ) : null}
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

/** The errors that are left once a field was edited, or lines were added or removed. */
export function withoutErrorsOf(
  errors: Record<string, ReactNode>,
  edited: string,
): Record<string, ReactNode> {
  return Object.fromEntries(
    Object.entries(errors).filter(([field]) => field !== edited && !field.startsWith(`${edited}.`)),
  )
}
