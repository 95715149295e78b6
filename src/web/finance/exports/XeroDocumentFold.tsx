import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../../administrations.ts'
import { ExternalLink } from '../../ui/buttons.tsx'
import { ClippedText } from '../../ui/ClippedText.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { DocumentBadge } from '../DocumentBadge.tsx'
import { DocumentMenu } from '../DocumentMenu.tsx'
import { areFilesUnderWay } from '../document-words.ts'
import type { XeroDocument } from '../types.ts'
import { XeroDocumentDetails } from './XeroDocumentDetails.tsx'
import { XeroDocumentNotes } from './XeroDocumentNotes.tsx'

type XeroDocumentFoldProps = {
  document: XeroDocument
  isOpenAtFirst: boolean
  /** Its problem is said once for several documents, above them. */
  isProblemSaid: boolean
}

/** One document of an export: how it stands, what is the matter, and unfolded every line. */
export function XeroDocumentFold(props: XeroDocumentFoldProps) {
  const { document, isOpenAtFirst, isProblemSaid } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const { url } = document
  const isOfSeveral = useSeveralAdministrations().length > 0
  return (
    <Fold
      isOpenAtFirst={isOpenAtFirst}
      head={
        <span className="hb-finance-head">
          <span className="hb-finance-head-name">
            <ClippedText className="hb-cell-title" text={document.clientName} />
            {document.xeroNumber ? (
              <span className="hb-dim hb-num">{document.xeroNumber}</span>
            ) : null}
          </span>
          {isOfSeveral ? (
            <ClippedText
              className="hb-finance-books hb-dim hb-small"
              text={document.administrationName}
            />
          ) : null}
          <FilesMark document={document} />
          <DocumentBadge document={document} />
          <span className="hb-num hb-finance-amount">
            {formats.money(document.totalMinor, document.currency)}
          </span>
        </span>
      }
      aside={
        <span className="hb-finance-link">
          {url ? <ExternalLink href={url}>{t('xeroExports.viewInXero')}</ExternalLink> : null}
          <DocumentMenu document={document} />
        </span>
      }
      note={<XeroDocumentNotes document={document} isSaidAbove={isProblemSaid} />}
    >
      <XeroDocumentDetails document={document} />
    </Fold>
  )
}

/** Says from afar that files are on their way, or were refused. */
function FilesMark({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const files = document.attachments.filter((each) => each.kind !== 'note')
  const refused = files.filter((each) => each.state === 'rejected').length
  if (document.state !== 'confirmed') return null
  if (refused > 0) {
    return (
      <StatusBadge tone="danger">{t('xeroExports.filesRefused', { count: refused })}</StatusBadge>
    )
  }
  const leftOut = files.filter((each) => each.state === 'left_out').length
  if (leftOut > 0) {
    return (
      <StatusBadge tone="warning">{t('xeroExports.filesLeftOut', { count: leftOut })}</StatusBadge>
    )
  }
  if (!areFilesUnderWay(document)) return null
  return (
    <StatusBadge tone="info" isLive>
      {t('xeroExports.filesUnderWay')}
    </StatusBadge>
  )
}
