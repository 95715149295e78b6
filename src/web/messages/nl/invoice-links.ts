import type { invoiceLinks as english } from '../en/invoice-links.ts'
import type { Translation } from '../translation.ts'

export const invoiceLinks: Translation<typeof english> = {
  title: 'Openbare pagina',
  none: 'Wie de link heeft, ziet deze factuur en hoe ze ervoor staat, zonder in te loggen.',
  make: 'Link maken',
  link: 'Openbare link van {{number}}',
  copy: 'Link kopiëren',
  copied: 'Gekopieerd',
  open: 'Pagina openen',
  madeBy: 'Gemaakt door {{name}}',
  madeByEmail: 'Gemaakt door een e-mail',
  opened: 'Laatst geopend',
  notOpened: 'Nog niet geopend',
  withdraw: 'Intrekken',
  withdrawTitle: 'Deze link intrekken?',
  withdrawText:
    'Wie de link heeft, ziet factuur {{number}} niet meer, ook niet via verzonden e-mails. Een nieuwe link is een andere.',
  withdrawnToast: 'Link ingetrokken',
}
