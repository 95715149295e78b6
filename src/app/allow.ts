import type { Permission } from '#domain/permissions.ts'
import type { Context } from './context.ts'
import { refuse } from './refuse.ts'

/** The first line of every verb: refuses unless the person has the permission (or any of several). */
export function allow(ctx: Context, ...anyOf: [Permission, ...Permission[]]): void {
  if (!anyOf.some((permission) => ctx.permissions.has(permission))) refuse('not_allowed')
}

/** Whether the person has the permission, where a verb shows more to some. */
export function may(ctx: Context, permission: Permission): boolean {
  return ctx.permissions.has(permission)
}
