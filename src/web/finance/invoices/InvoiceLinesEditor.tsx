import { ActionIcon, Button, Textarea, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { VatRateSelect, vatRatesQuery } from '../../pickers/VatRateSelect.tsx'
import { DecimalInput } from '../../ui/DecimalInput.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx'
import { Money } from '../../ui/Values.tsx'
import { AmountSums } from '../AmountSums.tsx'
import { draftNetMinor, draftTotals, withLineMoved, type DraftLine } from './invoice-draft.ts'
import { LineHandle } from './LineHandle.tsx'

type InvoiceLinesEditorProps = {
  lines: readonly DraftLine[]
  /** By path, such as 'lines.0.quantity'. */
  errors: Record<string, ReactNode>
  currency: string
  /** `edited` is the path of the field, such as 'lines.0.quantity', or 'lines' when one was added, removed or moved. */
  onChange: (lines: DraftLine[], edited: string) => void
  /** How many lines there have to be. */
  minimum?: number
}

/** Lines being typed, with what they come to at every moment. */
export function InvoiceLinesEditor(props: InvoiceLinesEditorProps) {
  const { lines, errors, currency, onChange, minimum = 1 } = props
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
  const [moved, setMoved] = useState('')
  const focused = useRef<Element | null>(null)
  useLayoutEffect(() => {
    // What is moved in the document loses the focus.
    if (focused.current instanceof HTMLElement) focused.current.focus()
    focused.current = null
  }, [lines])
  const move = (from: number, to: number) => {
    const line = lines[from]
    if (!line || to < 0 || to >= lines.length) return
    const row = section.current?.querySelectorAll('.hb-finance-editor-line')[from]
    const active = document.activeElement
    focused.current = row?.contains(active)
      ? active
      : (row?.querySelector('.hb-finance-editor-handle') ?? null)
    onChange(withLineMoved(lines, from, to), 'lines')
    const name =
      line.description.split('\n', 1)[0]?.trim() || t('invoices.lineNumber', { number: from + 1 })
    setMoved(t('invoices.lineMoved', { line: name, number: to + 1, count: lines.length }))
  }
  return (
    <section ref={section} aria-label={t('invoices.lines')} className="hb-finance-editor">
      <LineHeads />
      <div className="hb-finance-editor-lines">
        {lines.map((line, index) => (
          <LineRow
            key={line.key}
            line={line}
            index={index}
            count={lines.length}
            errors={errors}
            isRemovable={lines.length > minimum}
            onChange={(changes) => {
              const [field = ''] = Object.keys(changes)
              onChange(lines.with(index, { ...line, ...changes }), `lines.${index}.${field}`)
            }}
            onMove={(to) => move(index, to)}
            onRemove={() => onChange(lines.toSpliced(index, 1), 'lines')}
          />
        ))}
      </div>
      <VisuallyHidden aria-live="polite">{moved}</VisuallyHidden>
      <div className="hb-finance-editor-foot">
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() =>
            onChange(
              [...lines, emptyLine(lines.findLast((line) => !line.registered)?.vatRateId)],
              'lines',
            )
          }
        >
          {t('invoices.addLine')}
        </Button>
        <AmountSums
          amounts={{ ...totals, currency }}
          taxes={totals.taxes.map(({ percentage, minor }) => ({
            label: t('invoices.vatAt', { percentage: formats.quantity(percentage) }),
            minor,
          }))}
        />
      </div>
    </section>
  )
}

/** What the fields are, above the first line; a phone says it at each field. */
function LineHeads() {
  const { t } = useTranslation()
  return (
    <div className="hb-finance-editor-heads" aria-hidden>
      <span />
      <span>{t('invoices.description')}</span>
      <span>{t('invoices.quantity')}</span>
      <span>{t('invoices.unitPrice')}</span>
      <span>{t('invoices.vat')}</span>
      <span>{t('invoices.amount')}</span>
    </div>
  )
}

type LineRowProps = LineFieldsProps & { count: number; onMove: (to: number) => void }

function LineRow({ count, onMove, ...fields }: LineRowProps) {
  const { t } = useTranslation()
  const { line, index } = fields
  const moveByKey = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || step === undefined) return
    // There it opens the list.
    if (event.target instanceof HTMLElement && event.target.ariaHasPopup === 'listbox') return
    event.preventDefault()
    event.stopPropagation()
    onMove(index + step)
  }
  return (
    // A group, not a fieldset: those cannot be grids in every browser.
    <div
      className="hb-finance-editor-line"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={t('invoices.lineNumber', { number: index + 1 })}
      onKeyDownCapture={moveByKey}
    >
      <LineHandle index={index} count={count} onMove={onMove} />
      {line.registered ? <RegisteredLine line={line} /> : <LineFields {...fields} />}
    </div>
  )
}

function RegisteredLine({ line }: { line: DraftLine }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { description, quantity, unitPrice, registered } = line
  const cells = [
    { label: t('invoices.quantity'), value: formats.quantity(quantity, 2) },
    { label: t('invoices.unitPrice'), value: formats.quantity(unitPrice, 2) },
    { label: t('invoices.vat'), value: `${formats.quantity(registered?.vatPercentage ?? '0')}%` },
  ]
  return (
    <>
      <div className="hb-finance-editor-text">{description}</div>
      {cells.map(({ label, value }) => (
        <div key={label} className="hb-finance-editor-text hb-num">
          <span className="mantine-InputWrapper-label">{label}</span>
          {value}
        </div>
      ))}
      <LineAmount line={line} />
    </>
  )
}

function LineAmount({ line }: { line: DraftLine }) {
  const { t } = useTranslation()
  return (
    <div className="hb-finance-editor-net">
      <span className="mantine-InputWrapper-label">{t('invoices.amount')}</span>
      <Money minor={draftNetMinor(line)} currency={null} />
    </div>
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
    <>
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
      <LineAmount line={line} />
      {isRemovable ? (
        <ActionIcon
          className="hb-finance-editor-remove"
          aria-label={t('invoices.removeLine', { number: index + 1 })}
          onClick={onRemove}
        >
          <CloseIcon />
        </ActionIcon>
      ) : null}
    </>
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

/** The errors that are left once a field was edited, or lines were added, removed or moved. */
export function withoutErrorsOf(
  errors: Record<string, ReactNode>,
  edited: string,
): Record<string, ReactNode> {
  return Object.fromEntries(
    Object.entries(errors).filter(([field]) => field !== edited && !field.startsWith(`${edited}.`)),
  )
}
