import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'
import { listMappedThings, listMappingRules } from '#db/xero-mappings.ts'
import { kindSubjects, type MappingRule, ruleKey } from '#domain/line-mapping.ts'

export type MappingView = MappingRule & {
  /** Of a task, product, client or project. */
  name: string | null
  clientName: string | null
  /** Whether its product is only what the task or product names for the default administration. */
  isItemOfDefault: boolean
}

/** How work is booked where it is not by the default product: kinds of work first, then what has a rule, by name. */
export async function listXeroMappings(ctx: Context, asked: Asked = {}): Promise<MappingView[]> {
  allow(ctx, 'xero:read')
  const { tenantId, isDefault } = await requireAdministration(ctx, asked)
  const key = { workspaceId: ctx.workspaceId, tenantId }
  const rules = new Map((await listMappingRules(ctx.db, key)).map((rule) => [ruleKey(rule), rule]))
  const kinds = kindSubjects.map((subject) => {
    const nothing = { subject, subjectId: null, itemCode: null, accountCode: null, tracking: [] }
    const rule = rules.get(ruleKey({ subject, subjectId: null })) ?? nothing
    return { ...rule, name: null, clientName: null, isItemOfDefault: false }
  })
  const things = (await listMappedThings(ctx.db, key)).map((thing) => {
    const { subject, subjectId, name, clientName } = thing
    const rule = rules.get(ruleKey(thing))
    const accountCode = rule?.accountCode ?? null
    return {
      subject,
      subjectId,
      name,
      clientName,
      itemCode: rule?.itemCode ?? (accountCode === null ? thing.itemCode : null),
      accountCode,
      tracking: rule?.tracking ?? [],
      isItemOfDefault: !isDefault && (rule?.itemCode ?? null) === null,
    }
  })
  return [...kinds, ...things]
}
