import { answered, api } from '#client/api.ts'
import { creditOf, leftToCredit } from '#domain/credit-invoice.ts'
import { shownMinor } from '#domain/vat-amounts.ts'
import { Checkbox, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { DecimalInput } from '../../ui/DecimalInput.tsx'
import { FormDrawer } from '../../ui/dialogs.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { toast } from '../../ui/toast.tsx'
import { Money } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import { AmountSums } from '../AmountSums.tsx'
import { billedKeys } from '../billed-keys.ts'
import type { Invoice } from '../types.ts'

type Line = Invoice['lines'][number] & Pick<Invoice, 'pricesIncludeVat'>
type Then = 'credit_only' | 'bill_again'
type CreditInvoiceDialogProps = { invoice: Invoice; onClose: () => void }

/** Drafts a credit invoice of what is chosen: whole lines, or a part of their quantity. */
export function CreditInvoiceDialog({ invoice, onClose }: CreditInvoiceDialogProps) {
  const { t } = useTranslation()
  const { today } = useMe()
  const { pricesIncludeVat } = invoice
  const open = invoice.lines
    .map((line) => ({ ...line, pricesIncludeVat }))
    .filter((line) => creditOf(line, leftToCredit(line)) !== undefined)
  const [quantities, setQuantities] = useState<ReadonlyMap<string, string>>(
    new Map(open.map((line) => [line.id, leftToCredit(line)])),
  )
  const [issuedOn, setIssuedOn] = useState(today)
  const [reference, setReference] = useState('')
  const [then, setThen] = useState<Then>('credit_only')
  const [isAsked, setIsAsked] = useState(false)
  const make = useCredit(invoice, onClose)
  const chosen = open.filter((line) => quantities.has(line.id))
  const choose = (line: Line, quantity: string | null) => {
    const next = new Map(quantities)
    if (quantity === null) next.delete(line.id)
    else next.set(line.id, quantity)
    setQuantities(next)
  }
  const amounts = chosen.flatMap((line) => amountsOf(line, quantities.get(line.id)) ?? [])
  const isComplete = amounts.length === chosen.length && chosen.length > 0
  const bills = chosen.some((line) => line.itemCount > 0)
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t('invoices.creditTitle', { number: invoice.number ?? '' })}
      submitLabel={t('invoices.createCreditDraft')}
      size={640}
      isBusy={make.isPending}
      refusal={make.error}
      disabledReason={chosen.length === 0 ? t('invoices.creditChooseLine') : null}
      onSubmit={(event) => {
        event?.preventDefault()
        setIsAsked(true)
        if (!isComplete) return
        const lines = chosen.map(({ id }) => ({ lineId: id, quantity: quantities.get(id) ?? '' }))
        const freesItems = bills && then === 'bill_again'
        make.mutate({ issuedOn, reference: reference.trim(), lines, freesItems })
      }}
    >
      <div className="hb-fields-row">
        <DayInput
          label={t('invoices.issuedOn')}
          isRequired
          value={issuedOn}
          onChange={(day) => setIssuedOn(day ?? issuedOn)}
          error={make.error?.fieldErrors['issuedOn']}
        />
        <TextInput
          label={t('invoices.reference')}
          placeholder={t('ui.optional')}
          maxLength={240}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </div>
      <section aria-label={t('invoices.lines')} className="hb-credit-lines">
        {open.map((line) => (
          <CreditLine
            key={line.id}
            line={line}
            quantity={quantities.get(line.id) ?? null}
            isAsked={isAsked}
            onChange={(quantity) => choose(line, quantity)}
          />
        ))}
      </section>
      <AmountSums amounts={{ ...sumsOf(amounts), currency: invoice.currency }} taxes={[]} />
      {bills ? (
        <ChoiceList<Then>
          label={t('invoices.creditThen')}
          value={then}
          onChange={setThen}
          choices={(['credit_only', 'bill_again'] as const).map((value) => ({
            value,
            label: t(`invoices.creditThens.${value}`),
            description: t(`invoices.creditThenMeans.${value}`),
          }))}
        />
      ) : null}
    </FormDrawer>
  )
}

type CreditLineProps = {
  line: Line
  /** What is credited of it; null while it is not chosen. */
  quantity: string | null
  isAsked: boolean
  onChange: (quantity: string | null) => void
}

function CreditLine({ line, quantity, isAsked, onChange }: CreditLineProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const left = leftToCredit(line)
  const amounts = quantity === null ? undefined : amountsOf(line, quantity)
  const isWrong = quantity !== null && !amounts
  return (
    <div className="hb-credit-line">
      <Checkbox
        checked={quantity !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? left : null)}
        label={line.description}
        description={t('invoices.creditLeft', {
          left: formats.quantity(left, 2),
          price: formats.quantity(line.unitPrice, 2),
        })}
      />
      <DecimalInput
        label={t('invoices.quantityOf', { line: line.description })}
        isLabelHidden
        isDisabled={quantity === null}
        value={quantity ?? ''}
        onChange={onChange}
        error={isWrong && isAsked ? t('invoices.creditQuantityWrong') : null}
      />
      <span className="hb-credit-amount">
        {amounts ? (
          <Money minor={shownMinor(amounts, line.pricesIncludeVat)} currency={null} />
        ) : null}
      </span>
    </div>
  )
}

// What is being typed may be no number yet.
function amountsOf(line: Line, quantity: string | undefined) {
  return quantity !== undefined && /^-?\d{1,8}(\.\d{1,2})?$/.test(quantity)
    ? creditOf(line, quantity)
    : undefined
}

function sumsOf(amounts: readonly { netMinor: number; taxMinor: number }[]) {
  const subtotalMinor = amounts.reduce((sum, each) => sum + each.netMinor, 0)
  const taxMinor = amounts.reduce((sum, each) => sum + each.taxMinor, 0)
  return { subtotalMinor, taxMinor, totalMinor: subtotalMinor + taxMinor }
}

type Asked = {
  issuedOn: string
  reference: string
  lines: { lineId: string; quantity: string }[]
  freesItems: boolean
}

function useCredit({ id: invoiceId }: Invoice, onMade: () => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return useWrite<Asked, Invoice>({
    send: (body, headers) =>
      answered(
        api.POST('/api/v1/invoices/{invoiceId}/credit', {
          params: { path: { invoiceId } },
          body,
          headers,
        }),
      ),
    touches: [...billedKeys, ['invoices', invoiceId]],
    onDone: ({ id }) => {
      onMade()
      toast(t('invoices.creditDraftCreated'))
      void navigate({ to: '/finance/invoices/$invoiceId', params: { invoiceId: id } })
    },
  })
}
