import { expect, test } from 'vitest'
import { type Json, messagesOf, openXero } from './open-xero.ts'

test('the organisation tells its currency, time zone and short code', async () => {
  await using xero = await openXero()
  const read = async () => (await xero.get('/Organisation')).json.Organisations[0]
  expect(await read()).toMatchObject({
    OrganisationID: xero.organisation.id,
    Name: 'Demo Company (NL)',
    Version: 'GLOBAL',
    CountryCode: 'NL',
    BaseCurrency: 'EUR',
    IsDemoCompany: true,
    Timezone: 'WEUROPESTANDARDTIME',
    ShortCode: expect.stringMatching(/^!\w{5}$/),
  })
  expect(await read()).not.toHaveProperty('PeriodLockDate')
  xero.control.organisations.edit(xero.organisation.id, { periodLockDate: '2026-09-30' })
  expect((await read()).PeriodLockDate).toBe('/Date(1790726400000+0000)/')
})

test('actions tell whether there is more than one currency', async () => {
  await using xero = await openXero()
  const multicurrency = async () =>
    ((await xero.get('/Organisation/Actions')).json.Actions as Json[]).find(
      (each) => each.Name === 'UseMulticurrency',
    ).Status
  expect(await multicurrency()).toBe('ALLOWED')
  xero.control.organisations.edit(xero.organisation.id, { isMulticurrency: false })
  expect(await multicurrency()).toBe('NOT-ALLOWED')
  const added = await xero.put('/Currencies', { Code: 'CHF' })
  expect(added.status).toBe(400)
})

test('accounts: bank without code, system accounts, an archived one', async () => {
  await using xero = await openXero()
  const accounts: Json[] = (await xero.get('/Accounts')).json.Accounts
  const byCode = (code: string) => accounts.find((each) => each.Code === code)
  expect(accounts.find((each) => each.Type === 'BANK' && !('Code' in each))).toBeDefined()
  expect(byCode('610').SystemAccount).toBe('DEBTORS')
  expect(byCode('800').SystemAccount).toBe('CREDITORS')
  expect(byCode('820').SystemAccount).toBe('GST')
  expect(byCode('615')).toMatchObject({ Type: 'CURRENT', Class: 'ASSET', Status: 'ACTIVE' })
  expect(byCode('230').Status).toBe('ARCHIVED')
  const found = await xero.get(`/Accounts?where=${xero.where('Type=="BANK"')}&order=Name`)
  expect(found.json.Accounts).toHaveLength(2)
})

test('an account is made one at a time, with a code and name of its own', async () => {
  await using xero = await openXero()
  const account = { Code: '616', Name: 'Hourbook clearing', Type: 'CURRENT' }
  const made = (await xero.put('/Accounts', account)).json.Accounts[0]
  expect(made).toMatchObject({ ...account, Status: 'ACTIVE', Class: 'ASSET', TaxType: 'NONE' })
  expect(messagesOf(await xero.put('/Accounts', account))).toEqual([
    'Please enter a unique Code.',
    'Please enter a unique Name.',
  ])
  expect((await xero.put('/Accounts', { Accounts: [account, account] })).status).toBe(400)
  const gone = await xero.post(`/Accounts/${made.AccountID}`, { Status: 'ARCHIVED' })
  expect(gone.json.Accounts[0].Status).toBe('ARCHIVED')
  expect((await xero.call('DELETE', `/Accounts/${made.AccountID}`)).status).toBe(200)
  expect((await xero.get('/Accounts')).json.Accounts).not.toContainEqual(
    expect.objectContaining({ Code: '616' }),
  )
})

test('items: prices of two or four decimals, codes of their own', async () => {
  await using xero = await openXero()
  const item = {
    Code: 'ROAD',
    Name: 'Road',
    SalesDetails: { UnitPrice: 0.2345, AccountCode: '220' },
  }
  const made = await xero.put('/Items?unitdp=4', { Items: [item] })
  expect(made.json.Items[0].SalesDetails).toMatchObject({ UnitPrice: 0.2345, AccountCode: '220' })
  const read = async (query: string) =>
    (await xero.get(`/Items/road${query}`)).json.Items[0].SalesDetails.UnitPrice
  expect([await read(''), await read('?unitdp=4')]).toEqual([0.23, 0.2345])
  expect(messagesOf(await xero.put('/Items', { Items: [{ Code: 'road' }] }))).toEqual([
    "Price List Item with Code 'road' already exists",
  ])
})

test('tax rates can be filtered as pickers need it', async () => {
  await using xero = await openXero()
  const expression = 'Status=="ACTIVE" AND CanApplyToRevenue==true'
  const { json } = await xero.get(`/TaxRates?where=${xero.where(expression)}`)
  const rates = (json.TaxRates as Json[]).map((each) => [each.TaxType, each.EffectiveRate])
  expect(rates).toEqual([
    ['OUTPUT', 21],
    ['TAX001', 9],
    ['TAX002', 0],
    ['NONE', 0],
  ])
})

test('a tax rate is made with a name of its own, changed and deleted', async () => {
  await using xero = await openXero()
  const components = [
    { Name: 'State', Rate: 5 },
    { Name: 'City', Rate: 2.25 },
  ]
  const rate = { Name: 'Local', TaxComponents: components }
  const made = (await xero.put('/TaxRates', rate)).json.TaxRates[0]
  expect(made).toMatchObject({
    Name: 'Local',
    TaxType: 'TAX005',
    Status: 'ACTIVE',
    EffectiveRate: 7.25,
    CanApplyToRevenue: true,
  })
  expect(messagesOf(await xero.put('/TaxRates', { ...rate, Name: 'LOCAL' }))).toEqual([
    "A tax rate with the name 'LOCAL' already exists.",
  ])
  expect(messagesOf(await xero.put('/TaxRates', { Name: 'Empty' }))).toEqual([
    'At least one tax component is required.',
  ])
  expect((await xero.put('/TaxRates', { TaxRates: [rate, rate] })).status).toBe(400)
  const { TaxType } = made
  const gone = await xero.post('/TaxRates', { TaxType, Status: 'DELETED' })
  expect(gone.json.TaxRates[0]).toMatchObject({ TaxType, Name: 'Local', Status: 'DELETED' })
  expect((await xero.post('/TaxRates', { TaxType: 'NO-SUCH' })).status).toBe(404)
})

test('a new tax rate says how it is filed where the country files by heading', async () => {
  await using xero = await openXero()
  const { control, organisation } = xero
  control.organisations.edit(organisation.id, { countryCode: 'NZ' })
  const rate = { Name: 'Local', TaxComponents: [{ Name: 'Local', Rate: 5 }] }
  expect(messagesOf(await xero.put('/TaxRates', rate))).toEqual(['ReportTaxType is required.'])
  const made = await xero.put('/TaxRates', { ...rate, ReportTaxType: 'INPUT' })
  expect(made.json.TaxRates[0]).toMatchObject({ ReportTaxType: 'INPUT', CanApplyToRevenue: false })
})

test('tracking options are made, archived, restored and deleted', async () => {
  await using xero = await openXero()
  const [category] = (await xero.get('/TrackingCategories')).json.TrackingCategories
  const path = `/TrackingCategories/${category.TrackingCategoryID}`
  const options = async (query = '') =>
    (await xero.get(`/TrackingCategories${query}`)).json.TrackingCategories[0].Options.map(
      (each: Json) => `${each.Name} ${each.Status}`,
    )
  const before = await options()
  const made = (await xero.put(`${path}/Options`, { Name: 'Harbour' })).json.Options[0]
  expect(made).toMatchObject({ Name: 'Harbour', Status: 'ACTIVE', IsActive: true })
  expect(messagesOf(await xero.put(`${path}/Options`, { Name: 'harbour' }))).toEqual([
    "A tracking option with the name 'harbour' already exists.",
  ])
  const one = `${path}/Options/${made.TrackingOptionID}`
  await xero.post(one, { Status: 'ARCHIVED' })
  expect(await options()).toEqual(before)
  expect(await options('?includeArchived=true')).toEqual([...before, 'Harbour ARCHIVED'])
  const back = await xero.post(one, { Status: 'ACTIVE' })
  expect(back.json.Options[0]).toMatchObject({ Name: 'Harbour', Status: 'ACTIVE' })
  expect((await xero.call('DELETE', one)).status).toBe(200)
  expect(await options('?includeArchived=true')).toEqual(before)
  expect((await xero.post(one, { Status: 'ACTIVE' })).status).toBe(404)
})

test('tracking categories with options, and the base among the currencies', async () => {
  await using xero = await openXero()
  const { TrackingCategories } = (await xero.get('/TrackingCategories')).json
  expect(TrackingCategories.map((each: Json) => each.Name)).toEqual(['Department', 'Region'])
  const { Currencies } = (await xero.get('/Currencies')).json
  expect(Currencies.map((each: Json) => each.Code)).toEqual(['EUR', 'USD', 'GBP'])
})
