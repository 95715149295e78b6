import { DatabaseError } from 'pg'

/** The constraint by which the database refused a statement; undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.constraint : undefined
}
