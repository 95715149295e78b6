import { type Finding, finding } from './findings.ts'
import type { OpenWork } from './open-work.ts'

/** Whether the theme that invoices get by default is still there. */
export function checkBrandingTheme({
  brandingThemeId,
  brandingThemeName,
  themes,
  work,
}: {
  brandingThemeId: string | null
  brandingThemeName: string | null
  themes: readonly { themeId: string }[]
  work: Pick<OpenWork, 'items'>
}): Finding[] {
  if (brandingThemeId === null || themes.some((each) => each.themeId === brandingThemeId)) return []
  return [
    finding(
      { subject: 'branding_theme', subjectId: null },
      {
        code: 'branding_theme_is_gone',
        effect: work.items > 0 ? 'fails' : 'warns',
        itemCount: work.items,
        facts: { theme: brandingThemeName ?? '' },
        fix: { kind: 'clear_branding_theme', choice: '', value: '' },
      },
    ),
  ]
}
