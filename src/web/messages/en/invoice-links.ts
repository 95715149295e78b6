export const invoiceLinks = {
  title: 'Public page',
  none: 'Whoever has the link sees this invoice and how it stands, without signing in.',
  make: 'Make link',
  link: 'Public link of {{number}}',
  copy: 'Copy link',
  copied: 'Copied',
  open: 'Open page',
  madeBy: 'Made by {{name}}',
  madeByEmail: 'Made by an e-mail',
  opened: 'Last opened',
  notOpened: 'Not opened yet',
  withdraw: 'Withdraw',
  withdrawTitle: 'Withdraw this link?',
  withdrawText:
    'Whoever has it no longer sees invoice {{number}}, also not from e-mails that were sent. A new link is another.',
  withdrawnToast: 'Link withdrawn',
} as const
