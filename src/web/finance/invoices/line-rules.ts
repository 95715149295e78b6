import type { TFunction } from 'i18next'
import { type DraftLine, isDiscount, isPercentage, isPrice, isQuantity } from './invoice-draft.ts'

type WithLines = { lines: DraftLine[] }

/** What must hold of the fields of each line that has them. */
export function lineRules(t: TFunction) {
  const unless = (isOther: (line: DraftLine) => boolean) => (values: WithLines, path: string) => {
    const line = values.lines[Number(path.split('.')[1])]
    return line !== undefined && isOther(line)
  }
  const isWithoutPrice = unless((line) => Boolean(line.registered ?? line.ofAbove))
  return {
    description: (value: string) => (value.trim() ? null : t('invoices.descriptionMissing')),
    quantity: (value: string, values: WithLines, path: string) =>
      isQuantity(value) || isWithoutPrice(values, path) ? null : t('invoices.quantityWrong'),
    unitPrice: (value: string, values: WithLines, path: string) =>
      isPrice(value) || isWithoutPrice(values, path) ? null : t('invoices.priceWrong'),
    discount: (value: string) => (isDiscount(value) ? null : t('invoices.discountWrong')),
    ofAbove: (value: DraftLine['ofAbove']) =>
      !value || isPercentage(value.percentage) ? null : t('invoices.percentageWrong'),
  }
}
