import { expect, test } from 'vitest'
import { readConfig, usesBuiltInSimulator } from './config.ts'

const read = (environment: NodeJS.ProcessEnv) =>
  readConfig({ DATABASE_URL: 'postgres://localhost/hourbook', ...environment })

test('without anything of Xero set, the built-in simulator stands in', () => {
  const environment = { XERO_CLIENT_ID: ' ', XERO_API_URL: '', XERO_DAY_LIMIT: '50' }
  expect(usesBuiltInSimulator(environment)).toBe(true)
  expect(read({ ...environment, HOURBOOK_SIMULATOR_URL: 'http://localhost:4011/' }).xero).toEqual(
    expect.objectContaining({
      simulatorUrl: 'http://localhost:4011',
      apiUrl: 'http://localhost:4011/api.xro/2.0',
      clientId: 'hourbook-demo',
      redirectUri: 'http://localhost:4000/api/xero/callback',
      dayLimit: 50,
    }),
  )
})

test('with an id, it is the real Xero, but for the addresses that are set', () => {
  const environment = { XERO_CLIENT_ID: 'ours', XERO_API_URL: 'https://proxy.example/xero/' }
  expect(usesBuiltInSimulator(environment)).toBe(false)
  expect(read(environment).xero).toMatchObject({
    simulatorUrl: null,
    clientId: 'ours',
    clientSecret: null,
    apiUrl: 'https://proxy.example/xero',
    tokenUrl: 'https://identity.xero.com/connect/token',
  })
})

test.each([
  'XERO_CLIENT_SECRET',
  'XERO_AUTHORIZE_URL',
  'XERO_TOKEN_URL',
  'XERO_REVOCATION_URL',
  'XERO_CONNECTIONS_URL',
  'XERO_JWKS_URL',
  'XERO_API_URL',
  'XERO_WEB_URL',
])('%s without an id is refused, and never answered by the simulator', (name) => {
  const environment = { [name]: 'https://xero.example' }
  expect(usesBuiltInSimulator(environment)).toBe(false)
  expect(() => read(environment)).toThrow(`XERO_CLIENT_ID: set it too, for ${name} is set`)
})

test('the redirect address leads to where the answer is read', () => {
  const XERO_REDIRECT_URI = 'https://hours.example/api/xero/callback'
  expect(read({ XERO_REDIRECT_URI }).xero.redirectUri).toBe(XERO_REDIRECT_URI)
  expect(() => read({ XERO_REDIRECT_URI: 'https://hours.example/callback' })).toThrow(
    'XERO_REDIRECT_URI: it must end with /api/xero/callback',
  )
})

test('an address that Xero would not lead back to is refused before anybody tries', () => {
  const app = { XERO_CLIENT_ID: 'an app' }
  const HOURBOOK_URL = 'http://hours.example'
  expect(() => read({ ...app, HOURBOOK_URL })).toThrow('HOURBOOK_URL: Xero leads people back')
  const XERO_REDIRECT_URI = 'http://127.0.0.1:4000/api/xero/callback'
  expect(() => read({ ...app, XERO_REDIRECT_URI })).toThrow('XERO_REDIRECT_URI: Xero leads')
  expect(read(app).xero.redirectUri).toBe('http://localhost:4000/api/xero/callback')
  // Another Xero than the real one may take what it likes.
  const XERO_AUTHORIZE_URL = 'http://xero.example/authorize'
  expect(read({ ...app, XERO_AUTHORIZE_URL, HOURBOOK_URL }).url).toBe(HOURBOOK_URL)
})

test('e-mail is off until a mail server and the address that e-mails come from are set', () => {
  expect(read({}).mail).toBeNull()
  expect(() => read({ SMTP_URL: 'smtp://mail.example.com' })).toThrow(/MAIL_FROM/)
  expect(() => read({ SMTP_URL: 'https://mail.example.com' })).toThrow(/smtp:\/\/user/)
  const from = { MAIL_FROM: 'hours@example.com' }
  expect(
    read({ ...from, SMTP_URL: 'smtp://me%40example.com:p%23ss@mail.example.com' }).mail,
  ).toEqual({
    host: 'mail.example.com',
    port: 587,
    isSecure: false,
    user: 'me@example.com',
    password: 'p#ss',
    from: 'hours@example.com',
  })
  expect(read({ ...from, SMTP_URL: 'smtps://[::1]' }).mail).toMatchObject({
    host: '::1',
    port: 465,
    isSecure: true,
    user: null,
  })
})

test('who has an app at Xero lets linked people sign in with it; strangers only when told so', () => {
  expect(read({}).xeroSignIn).toBe('off')
  expect(read({ XERO_CLIENT_ID: 'ours' }).xeroSignIn).toBe('sign-in')
  expect(read({ HOURBOOK_SIGN_IN_WITH_XERO: 'sign-up' }).xeroSignIn).toBe('sign-up')
  expect(read({ XERO_CLIENT_ID: 'ours', HOURBOOK_SIGN_IN_WITH_XERO: 'off' }).xeroSignIn).toBe('off')
  expect(() => read({ HOURBOOK_SIGN_IN_WITH_XERO: 'yes' })).toThrow('off, sign-in and sign-up')
})

test('the keys of Xero are looked for beside its tokens', () => {
  const environment = { XERO_CLIENT_ID: 'ours', XERO_TOKEN_URL: 'https://proxy.example/token' }
  expect(read(environment).xero.jwksUrl).toBe(
    'https://proxy.example/.well-known/openid-configuration/jwks',
  )
})

test.each([
  ['DATABASE_URL', 'nonsense', 'write it as postgres://user:password@host:5432/name'],
  ['PORT', 'first', 'give a number from 0 to 65535'],
  ['PORT', '70000', 'give a number from 0 to 65535'],
  ['XERO_DAY_LIMIT', 'many', 'give a whole number, such as 1000'],
  ['XERO_DAY_LIMIT', '0', 'give a whole number, such as 1000'],
])('%s=%s is refused in words', (name, value, words) => {
  expect(() => read({ [name]: value })).toThrow(`${name}: ${words}`)
})

test('only scopes that Xero still has are asked for, and always one that keeps the connection', () => {
  const ours = 'openid offline_access accounting.contacts'
  expect(read({ XERO_SCOPES: ours }).xero.scopes).toBe(ours)
  expect(read({}).xero.scopes).toBeNull()
  expect(() => read({ XERO_SCOPES: `${ours} accounting.transactions` })).toThrow(
    /XERO_SCOPES: Xero has no scope accounting.transactions any more; name accounting.invoices/,
  )
  expect(() => read({ XERO_SCOPES: 'openid accounting.contacts' })).toThrow(/offline_access/)
})
