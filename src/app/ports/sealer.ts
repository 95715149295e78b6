/** Keeps secrets unreadable at rest. AES-256-GCM with a key that is not in the database. */
export type Sealer = {
  seal(plain: string): string
  /** Throws when the text was not sealed with a key we have: a fault of the installation, not of a person. */
  open(sealed: string): string
}
