import { answered, api } from '#client/api.ts'
import { useTranslation } from 'react-i18next'
import { useState } from 'react'
import { useCan } from '../../me.ts'
import { BrandingThemeSelect } from '../../pickers/BrandingThemeSelect.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import './xero.css'
import { connectionKeys, type Organisation, type XeroConnection } from './xero-queries.ts'

type SectionProps = { connection: XeroConnection; organisation: Organisation }

/** How invoices look in the administration, and how sales transactions arrive there. Each is saved when it is chosen. */
export function DocumentsSection(props: SectionProps) {
  const { t } = useTranslation()
  return (
    <Section
      title={t('xeroSettings.documents')}
      description={t('xeroSettings.documentsText', { name: props.organisation.name })}
    >
      <ThemeField {...props} />
      <SalesTargetField {...props} />
      {props.connection.salesTarget === 'manual_journal' ? <JournalStatusField {...props} /> : null}
    </Section>
  )
}

function ThemeField({ connection, organisation }: SectionProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { connectionId } = organisation
  const { brandingThemeId = null, brandingThemeName = null } = connection.settings ?? {}
  const save = useWrite<string | null, XeroConnection>({
    send: (themeId, headers) =>
      answered(
        api.PATCH('/api/v1/xero/settings', {
          headers,
          body: { brandingThemeId: themeId, connectionId },
        }),
      ),
    touches: connectionKeys,
    onDone: ({ settings }) => {
      const name = settings?.brandingThemeName
      toast(name ? t('xeroSettings.themeSaved', { name }) : t('xeroSettings.themeCleared'))
    },
  })
  return (
    <div id="xero-brandingThemeId">
      <BrandingThemeSelect
        label={t('xeroSettings.theme')}
        description={t('xeroSettings.themeHelp')}
        placeholder={t('pickers.themeByXero')}
        administrations={[organisation]}
        isDisabled={!can('xero:connect') || connection.state !== 'active'}
        value={brandingThemeId}
        valueLabel={brandingThemeName ?? ''}
        error={
          save.error ? (save.error.fieldErrors['brandingThemeId'] ?? save.error.message) : null
        }
        onChange={(themeId) => save.mutate(themeId)}
      />
    </div>
  )
}

type SalesTarget = XeroConnection['salesTarget']
const salesTargets = ['manual_journal', 'invoice'] as const
const consequences = ['ledger', 'receivables', 'payments', 'credits', 'number'] as const

/** What sales transactions become, side by side with what follows from each. It is of the whole workspace. */
function SalesTargetField({ connection, organisation }: SectionProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { connectionId } = organisation
  const { salesTarget: saved } = connection
  const [wish, setWish] = useState<{ target: SalesTarget; over: SalesTarget } | null>(null)
  const save = useWrite({
    send: (salesTarget: SalesTarget, headers) =>
      answered(
        api.PATCH('/api/v1/xero/settings', { headers, body: { salesTarget, connectionId } }),
      ),
    touches: [...connectionKeys, ['invoices']],
    onDone: (_, target) => toast(t(`xeroSettings.salesTargetSaved.${target}`)),
    onRefused: () => setWish(null),
  })
  return (
    <>
      <ChoiceList
        isInColumns
        label={t('xeroSettings.salesTarget')}
        description={t('xeroSettings.salesTargetHelp')}
        value={wish?.over === saved ? wish.target : saved}
        onChange={(target) => {
          setWish({ target, over: saved })
          save.mutate(target)
        }}
        isDisabled={!can('xero:connect')}
        choices={salesTargets.map((value) => ({
          value,
          label: t(`xeroSettings.salesTargets.${value}`),
          description: (
            <span className="hb-xero-consequences">
              {consequences.map((each) => (
                <span key={each}>{t(`xeroSettings.salesTargetMeans.${value}.${each}`)}</span>
              ))}
            </span>
          ),
        }))}
      />
      <RefusalNote refusal={save.error} />
    </>
  )
}

const journalStatuses = ['POSTED', 'DRAFT'] as const
type JournalStatus = (typeof journalStatuses)[number]

function JournalStatusField({ connection, organisation }: SectionProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { connectionId } = organisation
  const saved = connection.settings?.journalStatus ?? 'POSTED'
  // Shown at once, before the server has it; `over` tells what it was chosen instead of.
  const [wish, setWish] = useState<{ status: JournalStatus; over: JournalStatus } | null>(null)
  const save = useWrite({
    send: (journalStatus: JournalStatus, headers) =>
      answered(
        api.PATCH('/api/v1/xero/settings', { headers, body: { journalStatus, connectionId } }),
      ),
    touches: connectionKeys,
    onDone: (_, status) => toast(t(`xeroSettings.journalStatusSaved.${status}`)),
    onRefused: () => setWish(null),
  })
  return (
    <>
      <ChoiceList
        label={t('xeroSettings.journalStatus')}
        value={wish?.over === saved ? wish.status : saved}
        onChange={(status) => {
          setWish({ status, over: saved })
          save.mutate(status)
        }}
        isDisabled={!can('xero:connect')}
        choices={journalStatuses.map((value) => ({
          value,
          label: t(`xeroSettings.journalStatuses.${value}`),
          description: t(`xeroSettings.journalStatusMeans.${value}`),
        }))}
      />
      <RefusalNote refusal={save.error} />
    </>
  )
}
