import { answered, api } from '#client/api.ts'
import { Select } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { connectionKeys, type Organisation, type XeroConnection } from '../xero/xero-queries.ts'

const groupsQuery = ({ connectionId }: Organisation) =>
  queryOptions({
    queryKey: ['xero', 'contact-groups', connectionId],
    queryFn: () =>
      answered(api.GET('/api/v1/xero/contact-groups', { params: { query: { connectionId } } })),
  })

const groupPrefix = 'group '

type ImportScopeProps = { connection: XeroConnection; organisation: Organisation }

/** Which contacts come in, by hand and at night: all, those with sales invoices, or those of a group. */
export function ImportScope({ connection, organisation }: ImportScopeProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { connectionId } = organisation
  const groups = useQuery({ ...groupsQuery(organisation), enabled: connection.state === 'active' })
  const save = useWrite({
    send: (value: string, headers) =>
      answered(
        api.PATCH('/api/v1/xero/settings', {
          headers,
          body: { ...scopeFrom(value), connectionId },
        }),
      ),
    touches: connectionKeys,
    onDone: () => toast(t('imports.scopeSaved')),
  })
  const { importScope = 'all', importGroupId, importGroupName } = connection.settings ?? {}
  const saved = importScope === 'group' ? `${groupPrefix}${importGroupId}` : importScope
  const known = groups.data?.items ?? []
  const isGone = importGroupId && known.every(({ id }) => id !== importGroupId)
  const offered = isGone ? [{ id: importGroupId, name: importGroupName ?? '' }, ...known] : known
  return (
    <div className="hb-import-scope">
      <Select
        label={t('imports.scope')}
        description={t('imports.scopeHelp')}
        maw={360}
        allowDeselect={false}
        disabled={!can('xero:connect') || save.isPending}
        value={save.isPending ? save.variables : saved}
        onChange={(value) => save.mutate(value ?? 'all')}
        data={[
          { value: 'all', label: t('imports.scopes.all') },
          { value: 'customers', label: t('imports.scopes.customers') },
          ...offered.map(({ id, name }) => ({
            value: `${groupPrefix}${id}`,
            label: t('imports.scopes.group', { name }),
          })),
        ]}
      />
      <RefusalNote refusal={save.error} />
    </div>
  )
}

function scopeFrom(value: string) {
  if (value === 'customers') return { importScope: 'customers' as const }
  return value.startsWith(groupPrefix)
    ? { importScope: 'group' as const, importGroupId: value.slice(groupPrefix.length) }
    : { importScope: 'all' as const }
}
