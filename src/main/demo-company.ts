import { demoPassword } from '#app/parts/sign-in-hint.ts'
import type { Role } from '#domain/permissions.ts'
import type { InvoiceMethod } from '#domain/rates.ts'

// An invented design studio. Its clients C-1001 to C-1012 are also contacts of the simulator's Demo Company (NL),
// by number and name, so that a first import finds most of them again.

export const demoSignIn = { email: 'demo@hourbook.dev', password: demoPassword }

export const demoWorkspace = {
  name: 'Studio Noord',
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  hourlyRate: '92.50',
  mileageRate: '0.35',
  invoicePrefix: 'SN-',
}

export const demoLetterhead = {
  legalName: 'Studio Noord B.V.',
  address: { line1: 'Keizersgracht 126', postalCode: '1015 CW', city: 'Amsterdam' },
  registrationNumber: '12345678',
  vatNumber: 'NL003456789B01',
  iban: 'NL91ABNA0417164300',
  email: 'invoices@studio-noord.example',
  website: 'studio-noord.example',
}

export const demoVatRates = [
  { name: 'VAT 21%', percentage: '21', isDefault: true },
  { name: 'VAT 9%', percentage: '9', isDefault: false },
]

type Person = { name: string; email: string; role: Role; hourlyRate: string; hoursPerDay: number }

/** The first is the owner, who signs in as the demo. */
export const demoPeople: readonly Person[] = [
  { name: 'Demi Noord', email: demoSignIn.email, role: 'owner', hourlyRate: '125', hoursPerDay: 4 },
  person('Anouk Visser', 'administrator', '110', 6),
  person('Bram Dekker', 'project_manager', '105', 7),
  person('Femke Postma', 'bookkeeper', '75', 3),
  person('Jasper Okafor', 'employee', '95', 8),
  person('Lotte Meijer', 'employee', '90', 7),
  person('Milan Haddad', 'employee', '85', 8),
]

function person(name: string, role: Role, hourlyRate: string, hoursPerDay: number): Person {
  const email = `${name.toLowerCase().replace(' ', '.')}@studio-noord.example`
  return { name, email, role, hourlyRate, hoursPerDay }
}

export const demoTasks = [
  { name: 'Consulting', hourlyRate: '120' },
  { name: 'Design', hourlyRate: '95' },
  { name: 'Development', hourlyRate: '102.50' },
  { name: 'Project management', hourlyRate: '105' },
  { name: 'Support', hourlyRate: '80' },
  { name: 'Training', hourlyRate: '125' },
  { name: 'Travel time', hourlyRate: '47.50' },
  { name: 'Administration', hourlyRate: null, isBillable: false },
] as const

export type DemoTask = (typeof demoTasks)[number]['name']

export const demoProducts = [
  { name: 'Train ticket', unitPrice: '24.60', vat: 'VAT 9%' },
  { name: 'Hotel night', unitPrice: '129', vat: 'VAT 9%' },
  { name: 'Parking', unitPrice: '4.50', vat: 'VAT 21%' },
  { name: 'Stock photo', unitPrice: '29', vat: 'VAT 21%' },
  { name: 'Proof print', unitPrice: '18.75', vat: 'VAT 21%' },
  { name: 'Font licence', unitPrice: '240', vat: 'VAT 21%' },
  { name: 'Lunch with client', unitPrice: '17.50', vat: 'VAT 9%' },
  { name: 'Courier', unitPrice: '12.95', vat: 'VAT 21%' },
] as const

export type DemoProduct = (typeof demoProducts)[number]['name']

type DemoClient = {
  number: string | null
  name: string
  city: string
  /** From the studio, one way. */
  km: string
  hourlyRate?: string
  mileageRate?: string
  paymentTermDays?: number
}

export const demoClients: readonly DemoClient[] = [
  { number: 'C-1001', name: 'Orchard Labs N.V.', city: 'Amsterdam', km: '9.4' },
  { number: 'C-1002', name: 'Heron Wines Coöperatie', city: 'Groningen', km: '184' },
  { number: 'C-1003', name: 'Olive Partners Coöperatie', city: 'Eindhoven', km: '128' },
  {
    number: 'C-1004',
    name: 'Copper Software Coöperatie',
    city: 'Amsterdam',
    km: '7.8',
    hourlyRate: '112.50',
  },
  { number: 'C-1005', name: 'Kite Research B.V.', city: 'Groningen', km: '186.5' },
  { number: 'C-1006', name: 'Otter Press N.V.', city: 'Zwolle', km: '111', paymentTermDays: 14 },
  {
    number: 'C-1007',
    name: 'Valley Hotels B.V.',
    city: 'Rotterdam',
    km: '83',
    mileageRate: '0.42',
  },
  { number: 'C-1008', name: 'Molen Design B.V.', city: 'Utrecht', km: '47.5' },
  { number: 'C-1009', name: 'Amber Catering V.O.F.', city: 'Rotterdam', km: '79' },
  {
    number: 'C-1010',
    name: 'Hazel Bikes Coöperatie',
    city: 'Rotterdam',
    km: '81',
    hourlyRate: '105',
    mileageRate: '0.39',
  },
  { number: 'C-1011', name: 'Spruce Press B.V.', city: 'Groningen', km: '183' },
  { number: 'C-1012', name: 'Mill Furniture', city: 'Rotterdam', km: '77', paymentTermDays: 60 },
  { number: 'C-2001', name: 'Noorderlicht Festival', city: 'Assen', km: '161' },
  { number: null, name: 'Bakkerij Zonnebloem', city: 'Zaandam', km: '12.5' },
  { number: 'C-2000', name: 'Studio Noord (internal)', city: 'Amsterdam', km: '0' },
]

type DemoProject = {
  client: string
  code: string
  name: string
  method: InvoiceMethod
  hourlyRate?: string
  fixedPriceMinor?: number
  /** Begins so many months before the current one. */
  subscription?: { interval: 'month' | 'quarter'; unitPrice: string; monthsAgo: number }
  /** How often people work on it, against the others. */
  weight: number
  tasks: readonly DemoTask[]
}

export const demoProjects: readonly DemoProject[] = [
  project(
    'Orchard Labs N.V.',
    'OL-01',
    'Customer portal',
    9,
    ['Development', 'Design', 'Consulting'],
    {
      method: 'project_hourly_rate',
      hourlyRate: '98',
    },
  ),
  project('Orchard Labs N.V.', 'OL-02', 'Portal maintenance', 3, ['Support', 'Development'], {
    method: 'subscription',
    subscription: { interval: 'month', unitPrice: '450', monthsAgo: 4 },
  }),
  project('Heron Wines Coöperatie', 'HW-01', 'Webshop', 7, ['Development', 'Design'], {
    method: 'fixed_price',
    fixedPriceMinor: 1_850_000,
  }),
  project('Heron Wines Coöperatie', 'HW-02', 'Label design', 4, ['Design'], {
    method: 'user_hourly_rate',
  }),
  project(
    'Olive Partners Coöperatie',
    'OP-01',
    'Annual report',
    5,
    ['Design', 'Project management'],
    {
      method: 'fixed_price',
      fixedPriceMinor: 1_240_000,
    },
  ),
  project('Copper Software Coöperatie', 'CS-01', 'Design system', 7, ['Design', 'Development'], {
    method: 'client_hourly_rate',
  }),
  project('Copper Software Coöperatie', 'CS-02', 'Design retainer', 3, ['Design', 'Consulting'], {
    method: 'subscription',
    subscription: { interval: 'quarter', unitPrice: '3900', monthsAgo: 6 },
  }),
  project(
    'Kite Research B.V.',
    'KR-01',
    'Field study app',
    8,
    ['Development', 'Consulting', 'Training'],
    {
      method: 'task_hourly_rate',
    },
  ),
  project('Otter Press N.V.', 'OT-01', 'Magazine redesign', 5, ['Design', 'Project management'], {
    method: 'fixed_price',
    fixedPriceMinor: 975_000,
  }),
  project('Otter Press N.V.', 'OT-02', 'Issue layouts', 4, ['Design'], {
    method: 'project_hourly_rate',
    hourlyRate: '82.50',
  }),
  project('Valley Hotels B.V.', 'VH-01', 'Booking widget', 6, ['Development', 'Support'], {
    method: 'task_hourly_rate',
  }),
  project('Valley Hotels B.V.', 'VH-02', 'Hosting and support', 2, ['Support'], {
    method: 'subscription',
    subscription: { interval: 'month', unitPrice: '275', monthsAgo: 3 },
  }),
  project('Molen Design B.V.', 'MD-01', 'Brand book', 4, ['Design', 'Consulting'], {
    method: 'user_hourly_rate',
  }),
  project('Amber Catering V.O.F.', 'AC-01', 'Menu website', 4, ['Development', 'Design'], {
    method: 'fixed_price',
    fixedPriceMinor: 680_000,
  }),
  project('Hazel Bikes Coöperatie', 'HB-01', 'Bike configurator', 7, ['Development', 'Design'], {
    method: 'client_hourly_rate',
  }),
  project('Hazel Bikes Coöperatie', 'HB-02', 'Dealer training', 2, ['Training', 'Travel time'], {
    method: 'project_hourly_rate',
    hourlyRate: '125',
  }),
  project('Spruce Press B.V.', 'SP-01', 'Archive search', 5, ['Development', 'Consulting'], {
    method: 'user_hourly_rate',
  }),
  project('Mill Furniture', 'MF-01', 'Product photography', 3, ['Design', 'Project management'], {
    method: 'project_hourly_rate',
    hourlyRate: '87.50',
  }),
  project('Mill Furniture', 'MF-02', 'Newsletter', 2, ['Design', 'Support'], {
    method: 'subscription',
    subscription: { interval: 'month', unitPrice: '180', monthsAgo: 5 },
  }),
  project('Noorderlicht Festival', 'NF-01', 'Festival campaign', 5, ['Design', 'Consulting'], {
    method: 'fixed_price',
    fixedPriceMinor: 1_400_000,
  }),
  project('Bakkerij Zonnebloem', 'BZ-01', 'Logo refresh', 2, ['Design'], {
    method: 'task_hourly_rate',
  }),
  project('Studio Noord (internal)', 'INT', 'Internal', 6, ['Administration'], { method: 'none' }),
]

function project(
  client: string,
  code: string,
  name: string,
  weight: number,
  tasks: readonly DemoTask[],
  price: Pick<DemoProject, 'method' | 'hourlyRate' | 'fixedPriceMinor' | 'subscription'>,
): DemoProject {
  return { client, code, name, weight, tasks, ...price }
}

/** What people write beside their hours. */
export const demoNotes: Record<DemoTask, readonly string[]> = {
  Consulting: [
    'Workshop with the product team',
    'Interview with two users',
    'Advice on the roadmap for next quarter',
    'Review of the analytics, with recommendations',
    'Call about priorities',
    'Notes of the steering group',
  ],
  Design: [
    'Wireframes of the new overview',
    'Second round of the home page',
    'Icons and illustrations',
    'Prototype for the user test',
    'Colour and type explorations',
    'Feedback of the client worked in',
    'Layout of spreads 12 to 20',
    'Templates for social media',
    'Print files checked and sent',
    'Components documented',
  ],
  Development: [
    'Search with filters',
    'Import of the old content',
    'Checkout: payment by iDEAL',
    'Login with single sign-on',
    'Bug: totals rounded twice',
    'Tests for the price calculation',
    'Performance of the product list',
    'Accessibility: keyboard and contrast',
    'Release 1.8 to production',
    'Upgrade of the framework',
    'API for the mobile app',
    'Code review',
  ],
  'Project management': [
    'Planning for the next sprint',
    'Weekly call with the client',
    'Budget and progress report',
    'Briefing of the photographer',
    'Stand-up and follow-up',
  ],
  Support: [
    'Questions about invoices answered',
    'Restored a deleted page',
    'Certificate renewed',
    'Monthly updates installed',
    'Spam on the contact form stopped',
  ],
  Training: [
    'Training for editors, morning group',
    'Training for dealers',
    'Preparation of the exercises',
    'Manual for new colleagues',
  ],
  'Travel time': ['To and from the client', 'Train to the dealer meeting'],
  Administration: [
    'Team meeting',
    'Invoices and reminders',
    'Job interviews',
    'Knowledge afternoon',
    'Inbox and planning',
    'Studio website',
  ],
}

/** What people write beside their expenses. */
export const demoExpenseNotes: Record<DemoProduct, readonly string[]> = {
  'Train ticket': ['Return, second class', 'To the kick-off', 'User test on location'],
  'Hotel night': ['Two-day workshop', 'Before the early shoot'],
  Parking: ['Garage beside the station', 'Parking during the shoot'],
  'Stock photo': ['Header of the campaign', 'Pictures for the article'],
  'Proof print': ['Proofs of the cover', 'A3 proofs for approval'],
  'Font licence': ['Web and print, up to 10 users'],
  'Lunch with client': ['After the workshop', 'Kick-off with the team'],
  Courier: ['Samples to the printer', 'Proofs to the client'],
}

export const demoTripPurposes = [
  'Workshop on location',
  'Monthly meeting',
  'User test',
  'Delivery of the proofs',
  'Photo shoot',
  'Kick-off',
] as const
