import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import {
  type CertificateAsked,
  certifyMonth,
  type MonthCertificate,
} from '#app/parts/month-certificate.ts'

/** What the documents of a month come to in Hourbook and in Xero. */
export async function getXeroCertificate(
  ctx: Context,
  asked: CertificateAsked,
): Promise<Omit<MonthCertificate, 'documents'>> {
  allow(ctx, 'xero:read')
  const { documents: _documents, ...certificate } = await certifyMonth(ctx, asked)
  return certificate
}
