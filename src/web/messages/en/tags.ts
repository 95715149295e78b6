export const tags = {
  title: 'Tags',
  description: 'Words of your own for clients and projects, to find them together.',
  find: 'Find a tag',
  new: 'New tag',
  edit: 'Edit tag',
  name: 'Tag',
  nameMissing: 'Enter the tag.',
  shows: 'Which tags are shown',
  emptyTitle: 'No tags yet',
  empty: 'Add words such as Retainer or Region North.',
  nothingTitle: 'No tag matches',
  nothing: 'Change the search or the filter.',
} as const
