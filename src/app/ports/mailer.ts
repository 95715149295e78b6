/** Takes e-mails to a mail server. */
export type Mailer = {
  /** The address that e-mails come from; null where no mail server is configured, and nothing is sent. */
  from: string | null
  /** Never throws: what became of it is the answer. */
  send(message: Message): Promise<MailOutcome>
}

export type Message = {
  /** Kept when it is sent again, so that a receiving server can drop what it has. */
  messageId: string
  senderName: string
  to: readonly string[]
  cc: readonly string[]
  /** Those of whom the others do not read. */
  bcc: readonly string[]
  replyTo: string | null
  /** Hourbook writes it, and nobody waits for an answer. */
  isAutomatic: boolean
  language: string
  subject: string
  /** Plain text; its HTML is made from it. */
  body: string
  attachments: readonly { fileName: string; mediaType: string; bytes: Uint8Array }[]
}

/** `answer` holds the words of the server, or what was wrong with the connection. */
export type MailOutcome =
  /** The server took it; `answer` also names those for whom it did not. */
  | { kind: 'sent'; answer: string }
  /** The server will not take it, now or later. */
  | { kind: 'refused'; answer: string }
  /** It was certainly not taken, and may be later. */
  | { kind: 'busy'; answer: string }
  /** The connection ended while the message was on its way: it may have been taken. */
  | { kind: 'unknown'; answer: string }
