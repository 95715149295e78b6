import { answered, api, type ItemOf } from '#client/api.ts'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { isGiven } from '../ui/form.ts'
import { TagIcon } from '../ui/icons.tsx'
import type { Catalogue, DrawerProps } from './catalogue.ts'
import { CatalogueDrawer } from './CatalogueDrawer.tsx'
import { CataloguePage } from './CataloguePage.tsx'

type Tag = ItemOf<'/api/v1/tags'>

const at = (tagId: string) => ({ params: { path: { tagId } } })

const tags: Catalogue<Tag, { name: string }, 'tags'> = {
  noun: 'tags',
  list: 'tags',
  permission: 'projects:write',
  icon: TagIcon,
  read: (query) => answered(api.GET('/api/v1/tags', { params: { query } })),
  create: (input, headers) =>
    answered(api.POST('/api/v1/tags', { headers, body: { items: [input] } })),
  update: (id, body, headers) =>
    answered(api.PATCH('/api/v1/tags/{tagId}', { ...at(id), headers, body })),
  remove: (id, headers) => answered(api.DELETE('/api/v1/tags/{tagId}', { ...at(id), headers })),
}

export function TagsPage() {
  return <CataloguePage catalogue={tags} drawer={TagDrawer} />
}

function TagDrawer(props: DrawerProps<Tag>) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { name: props.row?.name ?? '' },
    validate: { name: isGiven(t('tags.nameMissing')) },
  })
  return <CatalogueDrawer {...props} catalogue={tags} form={form} inputOf={(values) => values} />
}
