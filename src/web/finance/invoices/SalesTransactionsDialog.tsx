import { callsToRetry } from '#domain/sending.ts'
import { answered, api } from '#client/api.ts'
import type { operations } from '#client/openapi.ts'
import { Button, Checkbox, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallCost } from '../../ui/call-cost.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DangerIcon, SuccessIcon } from '../../ui/icons.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useWrite } from '../../write.ts'
import { ReceiptsLeftOutNote } from '../export/ExportPreviewView.tsx'
import { reasonOf, type InvoiceSummary } from '../types.ts'
import { useSalesTarget } from './sales-transactions.ts'
import '../../ui/dialogs.css'
import '../finance.css'

type Results =
  operations['createSalesTransactions']['responses'][202]['content']['application/json']

type SalesTransactionsDialogProps = {
  invoices: readonly InvoiceSummary[]
  onClose: () => void
  /** After at least one was created. */
  onDone: () => void
}

/** Creates sales transactions for several invoices, and says what became of each. */
export function SalesTransactionsDialog(props: SalesTransactionsDialogProps) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const { invoices, onClose } = props
  const allowed = invoices.filter((each) => each.can.createSalesTransaction.allowed)
  const others = invoices.filter((each) => !each.can.createSalesTransaction.allowed)
  const target = useSalesTarget(allowed)
  const [attach, setAttach] = useState({ timesheet: false, receipts: false, note: false })
  const create = useWrite<string[], Results>({
    send: (invoiceIds, headers) =>
      answered(api.POST('/api/v1/sales-transactions', { body: { invoiceIds, attach }, headers })),
    touches: [['invoices']],
  })
  const results = create.data?.results
  const invoiceIds = allowed.map((each) => each.id)
  const preview = useQuery({
    queryKey: ['invoices', 'sales-transactions-preview', invoiceIds, attach],
    queryFn: () =>
      answered(api.POST('/api/v1/sales-transactions/preview', { body: { invoiceIds, attach } })),
    enabled: attach.receipts && invoiceIds.length > 0,
  })
  const leftOut = (attach.receipts && preview.data?.receiptsLeftOut) || []

  function close(): void {
    onClose()
    if (results?.some((each) => each.document)) props.onDone()
  }

  return (
    <Modal
      opened
      onClose={close}
      title={t(`invoices.createSalesTransaction.${target}`)}
      size={560}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          {results ? (
            <ResultList results={results} invoices={invoices} />
          ) : (
            <>
              <WhatTheyBecome invoices={allowed} />
              <JournalFiles value={attach} onChange={setAttach} />
              {leftOut.length > 0 ? <ReceiptsLeftOutNote receipts={leftOut} /> : null}
              <SkippedNote invoices={others} />
              <RefusalNote refusal={create.error} />
            </>
          )}
        </div>
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          {results ? (
            <Button onClick={close}>{t('ui.close')}</Button>
          ) : (
            <>
              <Button variant="default" onClick={close}>
                {t('ui.cancel')}
              </Button>
              <Button
                data-autofocus
                // What cannot go along is said before anything is sent.
                loading={create.isPending || preview.isFetching}
                title={callCost(callsToRetry(allowed.length))}
                onClick={() => create.mutate(allowed.map((each) => each.id))}
              >
                {t(target === 'invoice' ? 'invoices.makeInvoices' : 'invoices.post', {
                  count: allowed.length,
                })}
              </Button>
            </>
          )}
        </div>
      </div>
    </Modal>
  )
}

/** What the chosen ones become in Xero; a credit may become something else than what is chosen by now. */
function WhatTheyBecome({ invoices }: { invoices: readonly InvoiceSummary[] }) {
  const { t } = useTranslation()
  const journals = invoices.filter((each) => each.salesTarget === 'manual_journal').length
  const count = invoices.length - journals
  return (
    <>
      {journals > 0 ? <div>{t('invoices.willBePosted', { count: journals })}</div> : null}
      {count > 0 ? <div>{t('invoices.willBeInvoices', { count })}</div> : null}
    </>
  )
}

type Files = { timesheet: boolean; receipts: boolean; note: boolean }

/** What goes to Xero with each. */
function JournalFiles({ value, onChange }: { value: Files; onChange: (value: Files) => void }) {
  const { t } = useTranslation()
  const labelId = useId()
  return (
    <fieldset className="hb-finance-attach" aria-labelledby={labelId}>
      <span id={labelId} className="mantine-InputWrapper-label hb-finance-label">
        {t('xeroExports.attachLabel')}
      </span>
      {(['timesheet', 'receipts', 'note'] as const).map((key) => (
        <Checkbox
          key={key}
          label={t(`xeroExports.attach.${key}`)}
          description={t(`xeroExports.attachMeans.${key}`)}
          checked={value[key]}
          onChange={(event) => onChange({ ...value, [key]: event.currentTarget.checked })}
        />
      ))}
    </fieldset>
  )
}

function SkippedNote({ invoices }: { invoices: readonly InvoiceSummary[] }) {
  const { t } = useTranslation()
  if (invoices.length === 0) return null
  return (
    <Callout tone="warning" title={t('invoices.skipped', { count: invoices.length })}>
      <ul className="hb-finance-reasons">
        {invoices.map((each) => (
          <li key={each.id}>
            {each.number ?? `${t('invoices.draft')} ${each.clientName}`}:{' '}
            {reasonOf(each.can.createSalesTransaction)}
          </li>
        ))}
      </ul>
    </Callout>
  )
}

type ResultListProps = { results: Results['results']; invoices: readonly InvoiceSummary[] }

function ResultList({ results, invoices }: ResultListProps) {
  const { t } = useTranslation()
  return (
    <ul className="hb-finance-results" aria-live="polite">
      {results.map((result) => {
        const invoice = invoices.find((each) => each.id === result.invoiceId)
        return (
          <li key={result.invoiceId} data-tone={result.problem ? 'danger' : 'success'}>
            {result.problem ? <DangerIcon size={18} /> : <SuccessIcon size={18} />}
            <span>
              <span className="hb-cell-title">{invoice?.number}</span> {invoice?.clientName}
              <span className="hb-cell-sub hb-finance-result-words">
                {result.problem
                  ? [result.problem.message, result.problem.fix].filter(Boolean).join(' ')
                  : t('invoices.posted')}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
