import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { useCallCost } from '../../ui/call-cost.ts'
import { PlusIcon, RefreshIcon } from '../../ui/icons.tsx'
import { useAdministrationSearch } from './AdministrationSwitch.tsx'
import { Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { SearchSelect, type SearchOption } from '../../ui/SearchSelect.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { CreateAccount, CreateItem } from './CreateInXero.tsx'
import {
  accountsQuery,
  codeAndName,
  connectionKeys,
  itemsQuery,
  readAccounts,
  readItems,
  type AccountPurpose,
  type Organisation,
  type XeroConnection,
} from './xero-queries.ts'

type CodeSetting = 'defaultItemCode' | 'salesAccountCode' | 'debtorsAccountCode'
type SectionProps = { connection: XeroConnection; organisation: Organisation }

/** Default product, journal sale code and debtors account, from the live lists. Each is saved when it is chosen. */
export function BookingSection({ connection, organisation }: SectionProps) {
  const { t } = useTranslation()
  const isLive = connection.state === 'active'
  const administrationSearch = useAdministrationSearch(organisation)
  const items = useQuery({ ...itemsQuery(organisation), enabled: isLive })
  useFieldOfAddress()
  return (
    <Section
      title={t('xeroSettings.booking')}
      description={t('xeroSettings.bookingText', { name: organisation.name })}
      actions={
        isLive ? (
          <>
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => (
                <Link to="/settings/xero/mappings" search={administrationSearch} {...props} />
              )}
            >
              {t('mappings.open')}
            </Button>
            <RefreshLists organisation={organisation} />
          </>
        ) : null
      }
    >
      {isLive ? <RefusalNote refusal={items.error} /> : null}
      <ItemField connection={connection} organisation={organisation} />
      <AccountField purpose="sales" connection={connection} organisation={organisation} />
      {connection.salesTarget === 'manual_journal' ? (
        <AccountField purpose="debtors" connection={connection} organisation={organisation} />
      ) : null}
    </Section>
  )
}

/** A link may lead to the very field, such as `#xero-defaultItemCode`. */
function useFieldOfAddress() {
  const { hash } = useLocation()
  useEffect(() => {
    if (hash) document.getElementById(hash)?.querySelector('input')?.focus()
  }, [hash])
}

// Items and accounts.
const listsRead = 2

function RefreshLists({ organisation: { connectionId } }: Pick<SectionProps, 'organisation'>) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const queryClient = useQueryClient()
  const refresh = useWrite<void>({
    send: () => {
      const asked = { connectionId, refresh: 'true' as const }
      return Promise.all([readItems(asked), readAccounts('sales', asked)])
    },
    onDone: async () => {
      await queryClient.invalidateQueries({ queryKey: ['xero'] })
      toast(t('xeroSettings.refreshed'))
    },
  })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<RefreshIcon size={14} />}
        loading={refresh.isPending}
        title={callCost(listsRead)}
        onClick={() => refresh.mutate()}
      >
        {t('xeroSettings.refresh')}
      </Button>
      <RefusalNote refusal={refresh.error} />
    </>
  )
}

function ItemField({ connection, organisation }: SectionProps) {
  const { t } = useTranslation()
  const [isCreating, setIsCreating] = useState(false)
  const items = useQuery({ ...itemsQuery(organisation), enabled: connection.state === 'active' })
  return (
    <CodeField
      connection={connection}
      organisation={organisation}
      setting="defaultItemCode"
      word="item"
      options={items.data?.items.map((item) => ({
        value: item.code,
        label: codeAndName(item),
        disabledReason: item.reason,
      }))}
      isReading={items.isFetching}
      offer={{ label: t('xeroSettings.createItem'), onClick: () => setIsCreating(true) }}
    >
      {isCreating ? (
        <CreateItem organisation={organisation} onClose={() => setIsCreating(false)} />
      ) : null}
    </CodeField>
  )
}

function AccountField({
  purpose,
  connection,
  organisation,
}: SectionProps & { purpose: AccountPurpose }) {
  const { t } = useTranslation()
  const [isCreating, setIsCreating] = useState(false)
  const accounts = useQuery({
    ...accountsQuery(purpose, organisation),
    enabled: connection.state === 'active',
  })
  const offer =
    purpose === 'debtors'
      ? { label: t('xeroSettings.createAccount'), onClick: () => setIsCreating(true) }
      : undefined
  return (
    <CodeField
      connection={connection}
      organisation={organisation}
      setting={purpose === 'sales' ? 'salesAccountCode' : 'debtorsAccountCode'}
      word={purpose}
      options={accounts.data?.items.map((account) => ({
        value: account.code ?? account.name,
        label: codeAndName(account),
        disabledReason: account.reason,
      }))}
      isReading={accounts.isFetching}
      offer={offer}
    >
      {isCreating ? (
        <CreateAccount
          organisation={organisation}
          suggestion={accounts.data?.suggestion ?? null}
          onClose={() => setIsCreating(false)}
        />
      ) : null}
    </CodeField>
  )
}

type CodeFieldProps = SectionProps & {
  setting: CodeSetting
  word: 'item' | 'sales' | 'debtors'
  /** The whole live list, also what cannot be chosen and why. */
  options: SearchOption[] | undefined
  /** The list is being read, so what it lacks may be about to come. */
  isReading: boolean
  offer: { label: string; onClick: () => void } | undefined
  children: ReactNode
}

const shownOptions = 100

function CodeField(props: CodeFieldProps) {
  const { connection, organisation, setting, word, options, isReading, offer, children } = props
  const { t } = useTranslation()
  const can = useCan()
  const { connectionId } = organisation
  const saved = connection.settings?.[setting] ?? null
  // What was typed stays in the field while it is checked and when it is refused, until something else is saved.
  const [typed, setTyped] = useState<{ text: string | null; over: string | null } | null>(null)
  const isTyped = typed !== null && typed.over === saved
  const save = useWrite({
    send: (code: string | null, headers) =>
      answered(
        api.PATCH('/api/v1/xero/settings', { headers, body: { [setting]: code, connectionId } }),
      ),
    touches: connectionKeys,
    onDone: ({ settings }) => {
      setTyped(null)
      const code = settings?.[setting] ?? null
      const name = options?.find((option) => option.value === code)?.label ?? code ?? ''
      toast(
        code === null ? t(`xeroSettings.${word}Cleared`) : t(`xeroSettings.${word}Saved`, { name }),
      )
    },
  })
  const value = isTyped ? typed.text : saved
  const option = options?.find((each) => each.value === value)
  // Chosen before, but since then deleted or archived in Xero.
  const gone =
    options && !isReading && saved !== null && !isTyped && !option ? t('xeroSettings.gone') : null
  const refused =
    isTyped && save.error ? (save.error.fieldErrors[setting] ?? save.error.message) : null
  function put(text: string | null): void {
    setTyped({ text, over: saved })
    save.mutate(text)
  }

  return (
    <div id={`xero-${setting}`}>
      <SearchSelect
        isClearable
        label={t(`xeroSettings.${word}`)}
        description={t(`xeroSettings.${word}Help`)}
        placeholder={t(saved === null ? 'xeroSettings.notChosen' : 'xeroSettings.search')}
        isDisabled={!can('xero:connect') || connection.state !== 'active'}
        value={value}
        valueLabel={option?.label ?? value ?? ''}
        error={refused ?? gone ?? (isTyped ? null : option?.disabledReason)}
        onChange={put}
        onTyped={put}
        queryKey={['xero', 'options', connectionId, setting, options]}
        search={(q) => Promise.resolve(matching(options ?? [], q))}
      />
      {offer && can('xero:connect') && connection.state === 'active' ? (
        <Button
          className="hb-xero-offer"
          variant="subtle"
          size="xs"
          leftSection={<PlusIcon size={14} />}
          onClick={offer.onClick}
        >
          {offer.label}
        </Button>
      ) : null}
      {children}
    </div>
  )
}

function matching(options: SearchOption[], q: string): SearchOption[] {
  const wanted = q.toLowerCase()
  return options
    .filter((option) => option.label.toLowerCase().includes(wanted))
    .slice(0, shownOptions)
}
