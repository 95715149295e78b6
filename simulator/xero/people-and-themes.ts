import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { listAnswer } from './envelope.ts'
import { derivedId } from './ids.ts'
import { msDate } from './dates.ts'
import type { Organisation } from './records.ts'
import { compileOrder, compileWhere, type Fields } from './where.ts'
import type { World } from './world.ts'

/** GET /BrandingThemes and one of them. Every organisation has the same two, unless it is told others. */
export function brandingThemesResource(call: Call): ApiAnswer {
  return smallList(call, 'BrandingThemes', themesOf(call.organisation), 'BrandingThemeID', {
    brandingthemeid: (theme) => theme.BrandingThemeID,
    name: (theme) => theme.Name,
    sortorder: (theme) => theme.SortOrder,
  })
}

const usualThemes = ['Standard', 'Long project']

// By its name: a theme that is taken away and put back is the same one.
const themesOf = ({ id, profile }: Organisation) =>
  (profile.brandingThemes ?? usualThemes).map((Name, SortOrder) => ({
    BrandingThemeID: derivedId(`${id} theme ${Name}`),
    Name,
    Type: 'INVOICE',
    SortOrder,
    CreatedDateUTC: msDate(profile.createdAt),
  }))

export const isBrandingTheme = (organisation: Organisation, id: string): boolean =>
  themesOf(organisation).some((theme) => theme.BrandingThemeID === id.toLowerCase())

/** GET /Users and one of them: whoever connects the app, and the adviser of the organisation. */
export function usersResource(call: Call): ApiAnswer {
  return smallList(call, 'Users', usersOf(call.world, call.organisation), 'UserID', {
    userid: (user) => user.UserID,
    emailaddress: (user) => user.EmailAddress,
    firstname: (user) => user.FirstName,
    lastname: (user) => user.LastName,
    issubscriber: (user) => user.IsSubscriber,
    organisationrole: (user) => user.OrganisationRole,
  })
}

function usersOf({ user, switches }: World, { id, profile }: Organisation) {
  const UpdatedDateUTC = msDate(profile.createdAt)
  return [
    {
      UserID: user.id,
      EmailAddress: user.email,
      FirstName: user.givenName,
      LastName: user.familyName,
      UpdatedDateUTC,
      IsSubscriber: true,
      OrganisationRole: switches.userIsAdviser ? 'FINANCIALADVISER' : 'STANDARD',
    },
    {
      UserID: derivedId(`${id} adviser`),
      EmailAddress: 'noor@example.com',
      FirstName: 'Noor',
      LastName: 'Jansen',
      UpdatedDateUTC,
      IsSubscriber: false,
      OrganisationRole: 'FINANCIALADVISER',
    },
  ]
}

type Values = Readonly<Record<string, string | number | boolean>>

function smallList<T extends Values>(
  call: Call,
  plural: string,
  all: readonly T[],
  idName: keyof T & string,
  fields: Fields<T>,
): ApiAnswer {
  if (call.method !== 'GET') throw new NotImplemented()
  const [id, ...rest] = call.path
  if (rest.length > 0) throw new NotFound()
  const where = call.query.get('where')
  const order = call.query.get('order')
  const matches = where ? compileWhere(where, fields) : () => true
  const found = all.filter((each) =>
    id === undefined ? matches(each) : each[idName] === id.toLowerCase(),
  )
  if (id !== undefined && found.length === 0) throw new NotFound()
  const sorted = order ? found.toSorted(compileOrder(order, fields)) : found
  return listAnswer(
    call.world,
    plural,
    sorted.map((each) => JSON.stringify(each)),
  )
}
