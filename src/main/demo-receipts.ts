import type { ExpenseView } from '#app/parts/expenses.ts'

const everyHowMany = 4
const paper = { width: 226, height: 320, margin: 20, lineHeight: 14 }

/** The till receipts of some expenses, as a person would have photographed them. */
export function inventReceipts(
  expenses: readonly ExpenseView[],
): { expenseId: string; file: { name: string; content: Uint8Array } }[] {
  return expenses
    .filter((_, index) => index % everyHowMany === 1)
    .map((expense) => ({
      expenseId: expense.id,
      file: {
        name: `${expense.productName ?? 'Receipt'} ${expense.spentOn}.pdf`,
        content: pdfOf(linesOf(expense)),
      },
    }))
}

function linesOf(expense: ExpenseView): string[] {
  const { productName, spentOn, quantity, unitPrice, netMinor } = expense
  const amount = (netMinor / 100).toFixed(2)
  return [
    (productName ?? 'Receipt').toUpperCase(),
    '',
    `Date${spentOn.padStart(22)}`,
    '--------------------------',
    `${Number(quantity)} x ${Number(unitPrice).toFixed(2)}`.padEnd(16) + amount.padStart(10),
    '--------------------------',
    `TOTAL EUR, EXCL. VAT${amount.padStart(6)}`,
    '',
    'Paid by card. Thank you.',
  ]
}

/** The lines on one narrow page, in the typewriter letters that every PDF reader has. */
function pdfOf(lines: readonly string[]): Uint8Array {
  const { width, height, margin, lineHeight } = paper
  const written = lines.map((line) => `(${line.replaceAll(/[\\()]/g, '\\$&')}) '`).join('\n')
  const top = height - margin
  const text = `BT /F1 11 Tf ${lineHeight} TL ${margin} ${top} Td\n${written}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + table + trailer, 'latin1')
}
