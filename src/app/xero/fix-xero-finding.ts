import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import { updateClient } from '#app/clients/update-client.ts'
import type { Context } from '#app/context.ts'
import { createTaxRate, createTrackingOption } from '#app/parts/create-missing.ts'
import { clearMapping } from '#app/parts/clear-mapping.ts'
import { followContact, followMerge, linkContact, restoreContact } from '#app/parts/mend-contact.ts'
import { checkReadiness, type Readiness } from '#app/parts/readiness.ts'
import {
  changesOrganisation,
  permissionOf,
  type ReadinessView,
  viewReadiness,
} from '#app/parts/readiness-view.ts'
import { restoreAccount } from '#app/parts/restore-account.ts'
import type { Asked } from '#app/parts/xero-settings.ts'
import { refuse, Refused } from '#app/refuse.ts'
import { createXeroAccount } from '#app/xero/create-xero-account.ts'
import { createXeroItem } from '#app/xero/create-xero-item.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { isKept, type KeptSubject } from '#db/xero-readiness.ts'
import type { FindingCode } from '#domain/finding-words.ts'
import { type Finding, type FindingSubject, type Fix, isSameFinding } from '#domain/findings.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { assert } from '#lib/assert.ts'

type Named = { code: FindingCode; subject: FindingSubject; subjectId: string | null }

/**
 * Does what the button of a finding says, and checks again. Where the finding is gone already, by an earlier press or by
 * somebody else, there is nothing to do.
 */
export async function fixXeroFinding(
  ctx: Context,
  { connectionId, ...named }: Named & Asked,
): Promise<ReadinessView> {
  allow(ctx, 'xero:export')
  await refuseUnknown(ctx, named)
  const readiness = await checkReadiness(ctx, { connectionId })
  const found = findingIn(readiness, named)
  if (!found) return viewReadiness(ctx, readiness)
  const { finding, connection } = found
  const { fix } = finding
  if (!fix) refuse('finding_needs_a_person')
  allow(ctx, permissionOf[fix.kind])
  // Asked without it Xero would refuse, and the queue would wait for more permissions that it does not need.
  if (!readiness.maySettle && changesOrganisation.has(fix.kind)) {
    const detail = say('Hourbook has not been given the permission to change settings in Xero.')
    refuse('xero_scope_is_missing', { detail })
  }
  try {
    await apply(ctx, { connection, finding, fix })
  } catch (error) {
    // Somebody else may have pressed the same button a moment before.
    if (!(error instanceof Refused) || error.code !== 'xero_refused') throw error
    const now = await checkReadiness(ctx, { isFresh: true, connectionId })
    if (findingIn(now, named)) throw error
    return viewReadiness(ctx, now)
  }
  return viewReadiness(ctx, await checkReadiness(ctx, { connectionId }))
}

function findingIn({ findings, connection }: Readiness, named: Named) {
  const finding = findings.find((each) => isSameFinding(each, named))
  return finding && connection ? { finding, connection } : undefined
}

const notFound: Record<KeptSubject, RefusalCode> = {
  task: 'task_not_found',
  product: 'product_not_found',
  client: 'client_not_found',
  project: 'project_not_found',
  vat_rate: 'vat_rate_not_found',
}

async function refuseUnknown(ctx: Context, { subject, subjectId }: Named): Promise<void> {
  const { workspaceId } = ctx
  const needsId = Object.hasOwn(notFound, subject)
  if (needsId !== (subjectId !== null)) {
    refuse('input_is_not_valid', {
      field: 'subjectId',
      detail: needsId ? say('Say which one.') : say('There is only one of it, without an id.'),
    })
  }
  if (subjectId === null) return
  const kept = subject as KeptSubject // It is one of those that have an id.
  if (!(await isKept(ctx.db, { workspaceId, subject: kept, subjectId }))) {
    refuse(notFound[kept], { field: 'subjectId' })
  }
}

type Applied = { connection: XeroConnection; finding: Finding; fix: Fix }

async function apply(ctx: Context, { connection, finding, fix }: Applied): Promise<void> {
  const { id: connectionId } = connection
  const { subjectId } = finding
  const { kind, value, name = value } = fix
  switch (kind) {
    case 'choose_setting':
      return await choose(ctx, connection, { finding, code: value })
    case 'create_item':
      await createXeroItem(ctx, { connectionId, code: value, name: name.slice(0, longestItemName) })
      return finding.subject === 'default_item' && connection.defaultItemCode !== value
        ? await choose(ctx, connection, { finding, code: value })
        : undefined
    case 'create_debtors_account':
      await createXeroAccount(ctx, { connectionId, purpose: 'debtors', code: value, name })
      return await choose(ctx, connection, { finding, code: value })
    case 'restore_account':
      return await restoreAccount(ctx, { connection, accountId: value })
    case 'clear_booking':
    case 'clear_tracking':
      return await clearMapping(ctx, { connection, about: finding, kind })
    case 'clear_branding_theme':
      return await updateXeroSettings(ctx, { brandingThemeId: null })
    case 'create_tax_rate': {
      const percentage = finding.facts['ours']
      assert(percentage, 'a VAT rate has a percentage')
      const taxType = await createTaxRate(ctx, { connection, name: value, percentage })
      const xeroTaxTypes = [{ connectionId, taxType }]
      await updateVatRate(ctx, { vatRateId: idOf(subjectId), changes: { xeroTaxTypes } })
      return
    }
    case 'create_tracking_option':
      return await createTrackingOption(ctx, { connection, optionId: value, name })
    case 'choose_tax_type': {
      const vatRateId = idOf(subjectId)
      await updateVatRate(ctx, {
        vatRateId,
        changes: { xeroTaxTypes: [{ connectionId, taxType: value }] },
      })
      return
    }
    case 'rename_client':
      await updateClient(ctx, { clientId: idOf(subjectId), changes: { name: value } })
      return
    case 'link_contact':
      return await linkContact(ctx, { connection, clientId: idOf(subjectId), contactId: value })
    case 'restore_contact':
      return await restoreContact(ctx, { connection, contactId: value })
    case 'follow_contact':
      return await followContact(ctx, { connection, contactId: value })
    case 'follow_merge': {
      const { contactId } = finding
      assert(contactId, 'what was merged is known')
      return await followMerge(ctx, { connection, contactId, intoContactId: value })
    }
  }
}

const longestItemName = 50

async function choose(
  ctx: Context,
  { id: connectionId }: XeroConnection,
  { finding: { subject }, code }: { finding: Finding; code: string },
): Promise<void> {
  const settings = {
    default_item: 'defaultItemCode',
    sales_account: 'salesAccountCode',
    debtors_account: 'debtorsAccountCode',
  } as const
  const setting = settings[subject as keyof typeof settings]
  await updateXeroSettings(ctx, { connectionId, [setting]: code })
}

function idOf(subjectId: string | null): string {
  assert(subjectId, 'what it is about has an id')
  return subjectId
}
