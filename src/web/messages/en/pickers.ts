export const pickers = {
  client: 'Client',
  project: 'Project',
  task: 'Task',
  person: 'Person',
  product: 'Product',
  vatRate: 'VAT rate',
  findClient: 'Find a client',
  findProject: 'Find a project or client',
  noTask: 'No task',
  noProduct: 'No product',
  defaultVatRate: 'The default rate',
  defaultVatRateNamed: 'Default: {{name}}',
} as const
