/** Where e-mails go out, and as whom. */
export type MailConfig = {
  host: string
  port: number
  /** TLS from the start; else STARTTLS where the server offers it. */
  isSecure: boolean
  user: string | null
  password: string | null
  /** The address that e-mails come from. */
  from: string
  /** How long to wait in milliseconds: for a connection, for each answer, and for all of it. */
  patience?: { connectMs: number; answerMs: number; wholeMs: number }
}
