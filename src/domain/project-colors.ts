/** The colours that projects are told apart by; what each looks like is the theme's. */
export const projectColors = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'indigo',
  'violet',
  'pink',
] as const

export type ProjectColor = (typeof projectColors)[number]
