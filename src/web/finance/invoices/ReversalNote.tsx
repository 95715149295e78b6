import { answered, api } from '#client/api.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../../ui/buttons.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { DocumentMenu } from '../DocumentMenu.tsx'
import { XeroDocumentNotes } from '../exports/XeroDocumentNotes.tsx'
import type { XeroDocument } from '../types.ts'

type ReversalNoteProps = { reversal: NonNullable<XeroDocument['reversal']> }

/** The journal that takes a sales transaction back: on its way, refused, or in Xero. */
export function ReversalNote({ reversal }: ReversalNoteProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { id, state, issuedOn } = reversal
  const { data } = useQuery({
    queryKey: ['xero-exports', 'document', id, state],
    queryFn: () =>
      answered(
        api.GET('/api/v1/xero/documents/{documentId}', { params: { path: { documentId: id } } }),
      ),
  })
  const words = state === 'confirmed' || state === 'rejected' ? state : 'planned'
  return (
    <>
      <Callout
        tone={state === 'rejected' ? 'warning' : 'info'}
        title={t(`xeroExports.reversal.${words}`, { day: formats.day(issuedOn) })}
        action={
          data?.url ? (
            <span className="hb-finance-link">
              <ExternalLink href={data.url}>{t('xeroExports.viewReversal')}</ExternalLink>
              <DocumentMenu document={data} />
            </span>
          ) : null
        }
      >
        {t(`xeroExports.reversalText.${words}`)}
      </Callout>
      {data && state === 'rejected' ? <XeroDocumentNotes document={data} /> : null}
    </>
  )
}
