import { answered, api, type ItemOf } from '#client/api.ts'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { MemberSelect } from '../pickers/MemberSelect.tsx'
import { MembersPicker } from '../pickers/SeveralPickers.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { isGiven } from '../ui/form.ts'
import { UsersIcon } from '../ui/icons.tsx'
import { Dash } from '../ui/Values.tsx'
import type { Catalogue, DrawerProps } from './catalogue.ts'
import { CatalogueDrawer } from './CatalogueDrawer.tsx'
import { CataloguePage } from './CataloguePage.tsx'

type Team = ItemOf<'/api/v1/teams'>
type TeamInput = Pick<Team, 'name' | 'managerId'> & { memberIds: string[] }

const at = (teamId: string) => ({ params: { path: { teamId } } })

const teams: Catalogue<Team, TeamInput, 'teams'> = {
  noun: 'teams',
  list: 'teams',
  permission: 'members:write',
  icon: UsersIcon,
  read: (query) => answered(api.GET('/api/v1/teams', { params: { query } })),
  create: (input, headers) =>
    answered(api.POST('/api/v1/teams', { headers, body: { items: [input] } })),
  update: (id, body, headers) =>
    answered(api.PATCH('/api/v1/teams/{teamId}', { ...at(id), headers, body })),
  remove: (id, headers) => answered(api.DELETE('/api/v1/teams/{teamId}', { ...at(id), headers })),
}

export function TeamsPage() {
  return <CataloguePage catalogue={teams} useColumns={useColumns} drawer={TeamDrawer} />
}

function useColumns(): Column<Team>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'manager',
      sortKey: 'manager',
      header: t('teams.manager'),
      width: '24%',
      phone: 'labelled',
      cell: (team) => team.managerName ?? <Dash />,
    },
    {
      key: 'members',
      header: t('teams.members'),
      isTruncated: true,
      phone: 'labelled',
      cell: (team) => {
        const names = team.members.map((member) => member.name).join(', ')
        return names ? <span title={names}>{names}</span> : <Dash />
      },
    },
  ]
}

function TeamDrawer(props: DrawerProps<Team>) {
  const { t } = useTranslation()
  const { row } = props
  const form = useForm({
    initialValues: {
      name: row?.name ?? '',
      managerId: row?.managerId ?? null,
      memberIds: row?.members.map(({ id }) => id) ?? [],
    },
    validate: { name: isGiven(t('teams.nameMissing')) },
  })
  return (
    <CatalogueDrawer {...props} catalogue={teams} form={form} inputOf={(values) => values}>
      <MemberSelect
        isClearable
        label={t('teams.manager')}
        placeholder={t('ui.none')}
        value={form.values.managerId}
        onChange={(managerId) => form.setFieldValue('managerId', managerId)}
      />
      <MembersPicker
        label={t('teams.members')}
        values={form.values.memberIds}
        known={row?.members ?? []}
        error={form.errors['memberIds']}
        onChange={(memberIds) => form.setFieldValue('memberIds', memberIds)}
      />
    </CatalogueDrawer>
  )
}
