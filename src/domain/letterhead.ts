export const letterheadLayouts = ['classic', 'modern', 'compact'] as const
export type LetterheadLayout = (typeof letterheadLayouts)[number]

export const logoMaxBytes = 500_000
const logoTypes = ['image/png', 'image/jpeg'] as const
export type LogoType = (typeof logoTypes)[number]

/** Whether it can be printed and is no program, as an SVG could be. */
export function isLogoType(mediaType: string | undefined): mediaType is LogoType {
  return logoTypes.some((type) => type === mediaType)
}
