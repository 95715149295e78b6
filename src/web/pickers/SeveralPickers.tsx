import { answered, api } from '#client/api.ts'
import { SearchPills, type SearchPillsProps } from '../ui/SearchPills.tsx'

type PickerProps = Omit<SearchPillsProps, 'queryKey' | 'search'>

/** Several people of the workspace. */
export function MembersPicker(props: PickerProps) {
  return (
    <SearchPills
      {...props}
      queryKey={['members', 'pills']}
      search={async (q) => {
        const query = { q, limit: 50 }
        const page = await answered(api.GET('/api/v1/members', { params: { query } }))
        return page.items.map((member) => ({ value: member.id, label: member.name }))
      }}
    />
  )
}

/** Several tasks. */
export function TasksPicker(props: PickerProps) {
  return (
    <SearchPills
      {...props}
      queryKey={['tasks', 'pills']}
      search={async (q) => {
        const query = { q, limit: 50 }
        const page = await answered(api.GET('/api/v1/tasks', { params: { query } }))
        return page.items.map((task) => ({ value: task.id, label: task.name }))
      }}
    />
  )
}

/** Several tags. */
export function TagsPicker(props: PickerProps) {
  return (
    <SearchPills
      {...props}
      queryKey={['tags', 'pills']}
      search={async (q) => {
        const query = { q, limit: 50 }
        const page = await answered(api.GET('/api/v1/tags', { params: { query } }))
        return page.items.map((tag) => ({ value: tag.id, label: tag.name }))
      }}
    />
  )
}
