import { ActionIcon, Button, Select, Textarea, VisuallyHidden } from '@mantine/core'
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
import { draftTotals, withLineMoved, type DraftLine } from './invoice-draft.ts'
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
  /** Where no discounts can be kept. */
  hasDiscounts?: boolean
  /** Whether what is typed as a price has the VAT in it. */
  pricesIncludeVat?: boolean
}

/** Lines being typed, with what they come to at every moment. */
export function InvoiceLinesEditor(props: InvoiceLinesEditorProps) {
  const { lines, errors, currency, onChange, minimum = 1, hasDiscounts = true } = props
  const { pricesIncludeVat = false } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const rates = useQuery(vatRatesQuery).data?.items ?? []
  const totals = draftTotals(lines, { rates, pricesIncludeVat })
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
    <section
      ref={section}
      aria-label={t('invoices.lines')}
      className="hb-finance-editor"
      data-discounts={hasDiscounts || undefined}
    >
      <LineHeads hasDiscounts={hasDiscounts} pricesIncludeVat={pricesIncludeVat} />
      <div className="hb-finance-editor-lines">
        {lines.map((line, index) => (
          <LineRow
            key={line.key}
            line={line}
            amountMinor={totals.amounts[index]}
            hasDiscounts={hasDiscounts}
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
        <div className="hb-finance-editor-add">
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
          {hasDiscounts ? (
            <Button
              variant="subtle"
              onClick={() => onChange([...lines, percentageLine(t('invoices.discount'))], 'lines')}
            >
              {t('invoices.addPercentage')}
            </Button>
          ) : null}
        </div>
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
function LineHeads(props: { hasDiscounts: boolean; pricesIncludeVat: boolean }) {
  const { hasDiscounts, pricesIncludeVat } = props
  const { t } = useTranslation()
  return (
    <div className="hb-finance-editor-heads" aria-hidden>
      <span />
      <span>{t('invoices.description')}</span>
      <span>{t('invoices.quantity')}</span>
      <span>{t(pricesIncludeVat ? 'invoices.unitPriceWithVat' : 'invoices.unitPrice')}</span>
      {hasDiscounts ? <span>{t('invoices.discountColumn')}</span> : null}
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
      {line.registered ? <RegisteredLine {...fields} /> : null}
      {line.ofAbove ? <PercentageFields {...fields} /> : null}
      {line.registered || line.ofAbove ? null : <LineFields {...fields} />}
    </div>
  )
}

function RegisteredLine(props: LineFieldsProps) {
  const { line, amountMinor } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const { description, quantity, unitPrice, registered } = line
  return (
    <>
      <div className="hb-finance-editor-text">{description}</div>
      <LineText label={t('invoices.quantity')}>{formats.quantity(quantity, 2)}</LineText>
      <LineText label={t('invoices.unitPrice')}>{formats.quantity(unitPrice, 2)}</LineText>
      <DiscountField {...props} />
      <LineText label={t('invoices.vat')}>
        {formats.quantity(registered?.vatPercentage ?? '0')}%
      </LineText>
      <LineAmount amountMinor={amountMinor} />
    </>
  )
}

function LineText({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="hb-finance-editor-text hb-num">
      <span className="mantine-InputWrapper-label">{label}</span>
      {children}
    </div>
  )
}

function DiscountField({ line, index, errors, hasDiscounts, onChange }: LineFieldsProps) {
  const { t } = useTranslation()
  if (!hasDiscounts) return null
  const path = `lines.${index}.discount`
  return (
    <DecimalInput
      label={t('invoices.discountColumn')}
      value={line.discount}
      onChange={(discount) => onChange({ discount })}
      error={errors[path] ?? errors[`lines.${index}.discountPercentage`]}
      data-path={path}
    />
  )
}

/** A discount or surcharge on all that stands above. */
function PercentageFields(props: LineFieldsProps) {
  const { line, amountMinor, index, errors, onChange } = props
  const { t } = useTranslation()
  const path = `lines.${index}`
  const { percentage, isSurcharge } = line.ofAbove ?? { percentage: '', isSurcharge: false }
  return (
    <>
      <DescriptionField {...props} />
      <Select
        className="hb-finance-editor-kind"
        label={t('invoices.percentageKind')}
        allowDeselect={false}
        data={[
          { value: 'discount', label: t('invoices.discountOfAbove') },
          { value: 'surcharge', label: t('invoices.surchargeOfAbove') },
        ]}
        value={isSurcharge ? 'surcharge' : 'discount'}
        onChange={(value) =>
          onChange({ ofAbove: { percentage, isSurcharge: value === 'surcharge' } })
        }
      />
      <DecimalInput
        label={t('invoices.percentage')}
        value={percentage}
        onChange={(typed) => onChange({ ofAbove: { percentage: typed, isSurcharge } })}
        error={errors[`${path}.ofAbove`] ?? errors[`${path}.percentage`]}
        data-path={`${path}.ofAbove`}
      />
      <div className="hb-finance-editor-text hb-finance-editor-as-above hb-dim">
        {t('invoices.asAbove')}
      </div>
      <LineAmount amountMinor={amountMinor} />
      <RemoveLine {...props} />
    </>
  )
}

function DescriptionField({ line, index, errors, onChange }: LineFieldsProps) {
  const { t } = useTranslation()
  const path = `lines.${index}.description`
  return (
    <Textarea
      label={t('invoices.description')}
      minRows={1}
      maxLength={4000}
      value={line.description}
      onChange={(event) => onChange({ description: event.currentTarget.value })}
      error={errors[path]}
      data-path={path}
    />
  )
}

function RemoveLine({ index, isRemovable, onRemove }: LineFieldsProps) {
  const { t } = useTranslation()
  if (!isRemovable) return null
  return (
    <ActionIcon
      className="hb-finance-editor-remove"
      aria-label={t('invoices.removeLine', { number: index + 1 })}
      onClick={onRemove}
    >
      <CloseIcon />
    </ActionIcon>
  )
}

function LineAmount({ amountMinor }: { amountMinor: number | undefined }) {
  const { t } = useTranslation()
  return (
    <div className="hb-finance-editor-net">
      <span className="mantine-InputWrapper-label">{t('invoices.amount')}</span>
      <Money minor={amountMinor} currency={null} />
    </div>
  )
}

type LineFieldsProps = {
  line: DraftLine
  /** What it comes to; undefined while it is not finished. */
  amountMinor: number | undefined
  hasDiscounts: boolean
  index: number
  errors: Record<string, ReactNode>
  isRemovable: boolean
  onChange: (changes: Partial<DraftLine>) => void
  onRemove: () => void
}

function LineFields(props: LineFieldsProps) {
  const { line, amountMinor, index, errors, onChange } = props
  const { t } = useTranslation()
  const path = `lines.${index}`
  return (
    <>
      <DescriptionField {...props} />
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
      <DiscountField {...props} />
      <VatRateSelect
        label={t('invoices.vat')}
        value={line.vatRateId}
        onChange={(vatRateId) => onChange({ vatRateId })}
        error={errors[`${path}.vatRateId`]}
      />
      <LineAmount amountMinor={amountMinor} />
      <RemoveLine {...props} />
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
  return {
    key: `line-${lineCount}`,
    description: '',
    quantity: '1',
    unitPrice: '',
    vatRateId,
    discount: '',
  }
}

/** A discount on all lines above, to be filled in. */
function percentageLine(description: string): DraftLine {
  const ofAbove = { percentage: '', isSurcharge: false }
  return { ...emptyLine(), description, unitPrice: '0', ofAbove }
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
