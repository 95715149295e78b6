import { answered, api } from '#client/api.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import type { InvoiceSummary } from './types.ts'

export const xeroConnectionQuery = queryOptions({
  queryKey: ['xero', 'connection'],
  queryFn: () => answered(api.GET('/api/v1/xero/connection')),
})

type Readiness = {
  /** Why nothing can be exported now; null when it can. */
  exportReason: string | null
  /** Why no sales transaction can be created now; null when it can. */
  salesTransactionReason: string | null
  /** What a sales transaction becomes. */
  salesTarget: InvoiceSummary['salesTarget']
}

/** What stands between the workspace and Xero, in words for disabled buttons. */
export function useXeroReadiness(): Readiness {
  const { t } = useTranslation()
  const can = useCan()
  const isReadable = can('xero:read')
  const { data, isError } = useQuery({ ...xeroConnectionQuery, enabled: isReadable })
  if (!isReadable) {
    const reason = t('xeroExports.roleCannot')
    return { exportReason: reason, salesTransactionReason: reason, salesTarget: 'manual_journal' }
  }
  if (!data) {
    const reason = isError
      ? t('xeroExports.connectionUnknown')
      : t('xeroExports.checkingConnection')
    return { exportReason: reason, salesTransactionReason: reason, salesTarget: 'manual_journal' }
  }
  return {
    salesTarget: data.salesTarget,
    // What one of several cannot take now is left out by the preview, in its own words.
    exportReason:
      data.canExport || data.administrations.some((each) => each.canExport)
        ? null
        : data.cannotExportBecause,
    salesTransactionReason: data.canPostSalesTransactions
      ? null
      : data.cannotPostSalesTransactionsBecause,
  }
}
