const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  )
const languages = ['en', 'nl', 'de', 'fr']
const otherNames = {
  holland: 'NL',
  'the netherlands': 'NL',
  england: 'GB',
  'great britain': 'GB',
  uk: 'GB',
  usa: 'US',
  'united states of america': 'US',
}

let known: Map<string, string> | undefined

/** The ISO 3166-1 code of a country that a person wrote by its name or its code; undefined where it is neither. */
export function countryCode(text: string | undefined): string | undefined {
  known ??= countryNames()
  return known.get(plain(text ?? ''))
}

function countryNames(): Map<string, string> {
  const names = new Map<string, string>(Object.entries(otherNames))
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: 'region' })
    for (const code of codes) names.set(plain(display.of(code) ?? code), code)
  }
  for (const code of codes) names.set(code.toLowerCase(), code)
  return names
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[.\s-]+/g, ' ')
    .trim()
    .toLowerCase()
}
