import { answered, api } from '#client/api.ts'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClientSelect } from '../../pickers/ClientSelect.tsx'
import { ProductSelect } from '../../pickers/ProductSelect.tsx'
import { ProjectSelect } from '../../pickers/ProjectSelect.tsx'
import { TaskSelect } from '../../pickers/TaskSelect.tsx'
import { given } from '../../search-params.ts'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { FormDrawer } from '../../ui/dialogs.tsx'
import { SearchSelect, type SearchOption } from '../../ui/SearchSelect.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { codeAndName, itemsQuery, type OfAdministration } from '../xero/xero-queries.ts'
import {
  lineAccountsQuery,
  type Mapping,
  mappingKeys,
  type TrackingCategory,
  trackingQuery,
} from './mapping-queries.ts'

type MappingDrawerProps = {
  /** What is changed; undefined to make one for something that has none. */
  mapping: Mapping | undefined
  administration: OfAdministration
  onClose: () => void
}

const things = ['project', 'client', 'task', 'product'] as const
type Thing = (typeof things)[number]
type Target = Pick<Mapping, 'itemCode' | 'accountCode'>

/** Product or account and tracking of one thing. */
export function MappingDrawer({ mapping, administration, onClose }: MappingDrawerProps) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const [thing, setThing] = useState<{ kind: Thing; id: string | null; name: string }>({
    kind: 'project',
    id: null,
    name: '',
  })
  const [target, setTarget] = useState<Target>({
    itemCode: mapping?.itemCode ?? null,
    accountCode: mapping?.accountCode ?? null,
  })
  const [tracking, setTracking] = useState(mapping?.tracking ?? [])
  const categories = useQuery(trackingQuery(administration)).data?.items ?? []
  const save = useWrite({
    send: (_: null, headers) =>
      answered(
        api.POST('/api/v1/xero/mappings', {
          headers,
          body: {
            subject: mapping?.subject ?? thing.kind,
            subjectId: mapping ? mapping.subjectId : thing.id,
            ...target,
            tracking,
            ...given(administration),
          },
        }),
      ),
    touches: mappingKeys,
    onDone: () => {
      toast(t('mappings.saved'))
      onClose()
    },
  })
  const calls = callsOf.map({ ...target, tracking })
  const name = mapping ? (mapping.name ?? t(`mappings.kinds.${mapping.subject}`)) : null
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={name === null ? t('mappings.new') : t('mappings.of', { name })}
      {...(calls === 0 ? {} : { submitTitle: callCost(calls) })}
      isBusy={save.isPending}
      refusal={save.error}
      disabledReason={mapping || thing.id ? null : t('mappings.chooseThing')}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(null)
      }}
    >
      {mapping ? null : <ThingFields thing={thing} onChange={setThing} />}
      <TargetField administration={administration} target={target} onChange={setTarget} />
      {categories.map((category) => (
        <TrackingField
          key={category.categoryId}
          category={category}
          value={tracking.find((each) => each.categoryId === category.categoryId)?.optionId ?? null}
          onChange={(optionId) => {
            const { categoryId } = category
            const others = tracking.filter((each) => each.categoryId !== categoryId)
            setTracking(optionId === null ? others : [...others, { categoryId, optionId }])
          }}
        />
      ))}
    </FormDrawer>
  )
}

type ThingFieldsProps = {
  thing: { kind: Thing; id: string | null; name: string }
  onChange: (thing: ThingFieldsProps['thing']) => void
}

function ThingFields({ thing, onChange }: ThingFieldsProps) {
  const { t } = useTranslation()
  const { kind } = thing
  const Picker = {
    project: ProjectSelect,
    client: ClientSelect,
    task: TaskSelect,
    product: ProductSelect,
  }[kind]
  return (
    <>
      <Select
        label={t('mappings.what')}
        data={things.map((value) => ({ value, label: t(`mappings.things.${value}`) }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) =>
          onChange({ kind: things.find((each) => each === value) ?? kind, id: null, name: '' })
        }
      />
      <Picker
        key={kind}
        value={thing.id}
        valueLabel={thing.name}
        onChange={(id: string | null, option: SearchOption | null) =>
          onChange({ kind, id, name: option?.label ?? '' })
        }
      />
    </>
  )
}

const shownOptions = 100

type TargetFieldProps = {
  administration: OfAdministration
  target: Target
  onChange: (target: Target) => void
}

/** A product or an account of the administration, from one list. */
function TargetField({ administration, target, onChange }: TargetFieldProps) {
  const { t } = useTranslation()
  const items = useQuery(itemsQuery(administration))
  const accounts = useQuery(lineAccountsQuery(administration))
  const options: SearchOption[] = [
    ...(items.data?.items ?? []).map((item) => ({
      value: `item ${item.code}`,
      label: codeAndName(item),
      description: t('mappings.product'),
      disabledReason: item.reason,
    })),
    ...(accounts.data?.items ?? [])
      .filter((account) => account.code !== null)
      .map((account) => ({
        value: `account ${account.code}`,
        label: codeAndName(account),
        description: t('mappings.account'),
        disabledReason: account.reason,
      })),
  ]
  const { itemCode, accountCode } = target
  const value =
    itemCode === null
      ? accountCode === null
        ? null
        : `account ${accountCode}`
      : `item ${itemCode}`
  const chosen = options.find((option) => option.value === value)
  const problem = items.error ?? accounts.error
  return (
    <SearchSelect
      isClearable
      label={t('mappings.target')}
      description={t('mappings.targetHelp')}
      placeholder={t('mappings.nextLevel')}
      value={value}
      valueLabel={chosen?.label ?? itemCode ?? accountCode ?? ''}
      error={chosen?.disabledReason ?? problem?.message ?? null}
      onChange={(picked) => {
        const [kind, ...rest] = (picked ?? '').split(' ')
        const code = rest.join(' ')
        onChange({
          itemCode: kind === 'item' ? code : null,
          accountCode: kind === 'account' ? code : null,
        })
      }}
      queryKey={['xero', 'options', administration.connectionId, 'line', options]}
      search={(q) => {
        const wanted = q.toLowerCase()
        const found = options.filter((option) => option.label.toLowerCase().includes(wanted))
        return Promise.resolve(found.slice(0, shownOptions))
      }}
    />
  )
}

type TrackingFieldProps = {
  category: TrackingCategory
  value: string | null
  onChange: (optionId: string | null) => void
}

function TrackingField({ category, value, onChange }: TrackingFieldProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={category.name}
      placeholder={t('mappings.nextLevel')}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      searchable
      data={category.options.map((option) => ({ value: option.optionId, label: option.name }))}
      value={value}
      onChange={onChange}
    />
  )
}
