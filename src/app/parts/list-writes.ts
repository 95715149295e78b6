import type { ProjectColor } from '#domain/project-colors.ts'
import type { Permission } from '#domain/permissions.ts'
import type { List } from '#domain/lists.ts'
import { deleteProduct } from '../catalogue/delete-product.ts'
import { deleteTag } from '../catalogue/delete-tag.ts'
import { deleteTask } from '../catalogue/delete-task.ts'
import { deleteVatRate } from '../catalogue/delete-vat-rate.ts'
import { deleteVehicle } from '../catalogue/delete-vehicle.ts'
import { updateProduct } from '../catalogue/update-product.ts'
import { updateTag } from '../catalogue/update-tag.ts'
import { updateTask } from '../catalogue/update-task.ts'
import { updateVatRate } from '../catalogue/update-vat-rate.ts'
import { updateVehicle } from '../catalogue/update-vehicle.ts'
import { deleteClient } from '../clients/delete-client.ts'
import { updateClient } from '../clients/update-client.ts'
import type { Context } from '../context.ts'
import { deleteTeam } from '../people/delete-team.ts'
import { updateMember } from '../people/update-member.ts'
import { updateTeam } from '../people/update-team.ts'
import { deleteProject } from '../projects/delete-project.ts'
import { updateProject } from '../projects/update-project.ts'

/** What can be changed of many rows at once; each list takes some of it (see bulkFields). */
export type BulkChanges = {
  isArchived?: boolean
  vatRateId?: string | null
  paymentTermDays?: number | null
  managerId?: string | null
  color?: ProjectColor | null
  isBillable?: boolean
  tagIds?: string[]
}

type Writes = {
  permission: Permission
  update: (ctx: Context, id: string, changes: BulkChanges) => Promise<unknown>
  /** Left out where rows are never deleted. */
  remove?: (ctx: Context, id: string) => Promise<void>
}

/** The verbs that change one row of each list. */
export const listWrites: Record<List, Writes> = {
  clients: {
    permission: 'clients:write',
    update: (ctx, clientId, changes) => updateClient(ctx, { clientId, changes }),
    remove: (ctx, clientId) => deleteClient(ctx, { clientId }),
  },
  projects: {
    permission: 'projects:write',
    update: (ctx, projectId, changes) => updateProject(ctx, { projectId, changes }),
    remove: (ctx, projectId) => deleteProject(ctx, { projectId }),
  },
  tasks: {
    permission: 'projects:write',
    update: (ctx, taskId, changes) => updateTask(ctx, { taskId, changes }),
    remove: (ctx, taskId) => deleteTask(ctx, { taskId }),
  },
  products: {
    permission: 'projects:write',
    update: (ctx, productId, changes) => updateProduct(ctx, { productId, changes }),
    remove: (ctx, productId) => deleteProduct(ctx, { productId }),
  },
  vat_rates: {
    permission: 'settings:write',
    update: (ctx, vatRateId, { isArchived }) =>
      updateVatRate(ctx, { vatRateId, changes: isArchived === undefined ? {} : { isArchived } }),
    remove: (ctx, vatRateId) => deleteVatRate(ctx, { vatRateId }),
  },
  vehicles: {
    permission: 'projects:write',
    update: (ctx, vehicleId, changes) => updateVehicle(ctx, { vehicleId, changes }),
    remove: (ctx, vehicleId) => deleteVehicle(ctx, { vehicleId }),
  },
  tags: {
    permission: 'projects:write',
    update: (ctx, tagId, changes) => updateTag(ctx, { tagId, changes }),
    remove: (ctx, tagId) => deleteTag(ctx, { tagId }),
  },
  teams: {
    permission: 'members:write',
    update: (ctx, teamId, changes) => updateTeam(ctx, { teamId, changes }),
    remove: (ctx, teamId) => deleteTeam(ctx, { teamId }),
  },
  members: {
    permission: 'members:write',
    update: (ctx, memberId, changes) => updateMember(ctx, { memberId, changes }),
  },
}
