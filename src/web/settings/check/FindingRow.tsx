import { answered, api } from '#client/api.ts'
import { fillWords } from '#domain/finding-words.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ExternalLink, ReasonButton } from '../../ui/buttons.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { DangerIcon, type Icon, InfoIcon, WarningIcon } from '../../ui/icons.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { given } from '../../search-params.ts'
import type { OfAdministration } from '../xero/xero-queries.ts'
import { type Finding, fixedKeys, type Readiness, readinessQuery } from './check-queries.ts'

const looks: Record<Finding['effect'], { icon: Icon; tone: string }> = {
  blocks: { icon: DangerIcon, tone: 'danger' },
  fails: { icon: WarningIcon, tone: 'warning' },
  warns: { icon: InfoIcon, tone: 'info' },
}

/** One thing that is wrong: what, what comes of it, where it is put right, and the button that does so. */
export function FindingRow({ asked, finding }: { asked: OfAdministration; finding: Finding }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const facts = useFacts(finding)
  const { code, subject, subjectId, fix, itemCount, xeroUrl } = finding
  const { icon: Drawing, tone } = looks[finding.effect]
  const words = t(`xeroCheck.findings.${code}`, { returnObjects: true, skipInterpolation: true })
  const title = fillWords(words.title, facts)
  const mend = useWrite<void, Readiness>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/readiness/fixes', {
          headers,
          body: { code, subject, subjectId, ...given(asked) },
        }),
      ),
    touches: fixedKeys,
    onDone: (readiness) => {
      queryClient.setQueryData(readinessQuery(asked).queryKey, readiness)
      toast(t('xeroCheck.mended'))
    },
  })
  const isRefused = fix?.isAllowed === false
  const needsScope = fix?.isPermitted === false ? t('xeroCheck.needsScope') : null
  const reason = isRefused ? t('xeroCheck.needsAdministrator') : needsScope
  const label = fix ? t(`xeroCheck.fixes.${fix.kind}`, { choice: fix.choice }) : ''
  return (
    <li className="hb-check-finding" data-tone={tone}>
      <Drawing size={18} className="hb-check-icon" />
      <div className="hb-check-words">
        <h3>{title}</h3>
        <p>{fillWords(words.text, facts)}</p>
        <p className="hb-check-ways">
          {itemCount > 0 ? (
            <span className="hb-dim">{t('xeroCheck.openItems', { count: itemCount })}</span>
          ) : null}
          <WayThere asked={asked} finding={finding} />
          {xeroUrl ? <ExternalLink href={xeroUrl}>{t('xeroCheck.inXero')}</ExternalLink> : null}
        </p>
        <RefusalNote refusal={mend.error} />
      </div>
      {fix ? (
        <div className="hb-check-fix">
          <ReasonButton
            size="xs"
            variant="default"
            aria-label={`${label}: ${title}`}
            loading={mend.isPending}
            disabledReason={reason}
            onClick={() => mend.mutate()}
          >
            {label}
          </ReasonButton>
        </div>
      ) : null}
    </li>
  )
}

/** Days and moments as the workspace writes them. */
function useFacts({ facts }: Finding): Record<string, string> {
  const formats = useFormats()
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (/^\d{4}-\d\d-\d\d$/.test(value)) return [name, formats.day(value)]
      return [name, /^\d{4}-\d\d-\d\dT/.test(value) ? formats.moment(value) : value]
    }),
  )
}

const settingFields: Partial<Record<Finding['subject'], string>> = {
  default_item: 'xero-defaultItemCode',
  sales_account: 'xero-salesAccountCode',
  debtors_account: 'xero-debtorsAccountCode',
  branding_theme: 'xero-brandingThemeId',
}

const pages: Partial<Record<Finding['subject'], { to: string; way: 'currency' | 'work' }>> = {
  currency: { to: '/settings/regional', way: 'currency' },
  work: { to: '/finance/uninvoiced', way: 'work' },
}

const mappingCodes = /^(?:item|account|tracking)_/

/** The link to the very field, for whoever decides otherwise than the button would. */
function WayThere({ asked, finding }: { asked: OfAdministration; finding: Finding }) {
  const { t } = useTranslation()
  const { code, subject, subjectId } = finding
  const administration = given({ administration: asked.connectionId })
  const hash = settingFields[subject]
  if (hash !== undefined) {
    return (
      <Link to="/settings/xero" search={administration} hash={hash}>
        {t('xeroCheck.ways.setting')}
      </Link>
    )
  }
  if (mappingCodes.test(code)) {
    return (
      <Link
        to="/settings/xero/mappings"
        search={{ edit: [subject, subjectId].join(' ').trim(), ...administration }}
      >
        {t('xeroCheck.ways.mapping')}
      </Link>
    )
  }
  if (subject === 'vat_rate') {
    return (
      <Link to="/administration/vat-rates" search={{ edit: subjectId ?? undefined }}>
        {t('xeroCheck.ways.vatRate')}
      </Link>
    )
  }
  if (subject === 'client') {
    return (
      <Link to="/administration/clients/$clientId" params={{ clientId: subjectId ?? '' }}>
        {t('xeroCheck.ways.client')}
      </Link>
    )
  }
  if (subject === 'connection') {
    return (
      <Link to="/settings/xero" search={administration}>
        {t('xeroCheck.ways.connection')}
      </Link>
    )
  }
  const page = pages[subject]
  return page ? <Link to={page.to}>{t(`xeroCheck.ways.${page.way}`)}</Link> : null
}
