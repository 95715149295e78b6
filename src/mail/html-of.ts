const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A plain text as a simple page: paragraphs, and links where addresses stand. Nothing in it is markup. */
export function htmlOf(
  body: string,
  { language, subject }: { language: string; subject: string },
): string {
  const paragraphs = body
    .trim()
    .split(/\n{2,}/)
    .map((each) => `<p style="margin:0 0 16px">${linked(each).replaceAll('\n', '<br>')}</p>`)
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1f2328;font:15px/1.55 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:600px;overflow-wrap:anywhere">
${paragraphs.join('\n')}
</div>
</body>
</html>
`
}

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .map((part, index) =>
      index % 2 === 1
        ? `<a href="${escaped(part)}" style="color:#0b66c3">${escaped(part)}</a>`
        : escaped(part),
    )
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
}
