import { explainXeroProblem } from '#domain/xero-problems.ts'
import { expect, test } from 'vitest'
import { problemOfElement, recogniseProblem, warningsOf } from './error-catalogue.ts'

const validation = (...messages: string[]) =>
  JSON.stringify({
    ErrorNumber: 10,
    Type: 'ValidationException',
    Message: 'A validation exception occurred',
    Elements: [{ ValidationErrors: messages.map((Message) => ({ Message })) }],
  })

test.each([
  ['Invoice # must be unique.', 'invoice_number_is_taken'],
  ["Account code '999' is not a valid code for this document.", 'account_is_not_valid'],
  [
    "Account code '310' has been archived, or deleted. Each line item must reference a valid account.",
    'account_is_archived',
  ],
  ['Account code or ID must be specified', 'account_is_missing'],
  ["The TaxType code 'INPUT' cannot be used with account code '630'.", 'tax_type_does_not_fit'],
  ['Organisation is not subscribed to currency USD', 'currency_is_not_enabled'],
  ["The current organisation is not subscribed to currency 'EUR'.", 'currency_is_not_enabled'],
  [
    'The document date cannot be before the period lock date, currently set at 30-Nov-2018',
    'period_is_locked',
  ],
  [
    'The document date cannot be before the end of year lock date, currently set at 30-Nov-2018',
    'period_is_locked',
  ],
  [
    'This document cannot be edited as it has a payment or credit note allocated to it.',
    'document_has_payments',
  ],
  ['Invoice not of valid status for modification', 'document_cannot_be_changed'],
  ['A Contact must be specified for this type of transaction', 'contact_is_missing'],
  [
    'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
    'contact_is_archived',
  ],
  [
    'The contact name X is already assigned to another contact. The contact name must be unique across all active contacts.',
    'contact_name_is_taken',
  ],
  [
    'The contact number X is already assigned to another contact. The contact number must be unique across all contacts.',
    'contact_number_is_taken',
  ],
  [
    'The Account Number already exists. Please enter a different Account Number.',
    'account_number_is_taken',
  ],
  ['Contact Name cannot be empty.', 'contact_has_no_name'],
  ['Payment amount exceeds the amount outstanding on this document', 'payment_is_too_large'],
  ['Email address must be valid', 'email_is_not_valid'],
  ['You have reached the limit of invoices you can approve', 'plan_limit_is_reached'],
  ["Price List Item with Code 'abc' already exists", 'item_code_is_taken'],
  ['Please enter a unique Name.', 'account_is_taken'],
  ['The total debits (100.00) must equal total credits (-10.00)', 'journal_does_not_balance'],
  [
    "Account code '476' has been removed as it does not match a recognised account.",
    'account_is_not_valid',
  ],
  ['The line total 1.00 does not match the expected line total 100.00', 'amounts_differ'],
  [
    "The discount rate '27.83' is invalid. Discount must not be greater than the line total.",
    'discount_is_too_large',
  ],
  ['Something nobody has seen before', 'unrecognised'],
])('"%s" is %s', (message, code) => {
  const problem = recogniseProblem(400, validation(message))
  expect(problem).toEqual({ code, detail: message })
  expect(explainXeroProblem(problem.code).fix).not.toBe('')
})

test.each([
  [400, '{"error":"invalid_grant"}', 'grant_is_dead'],
  [400, '{"error":"invalid_client"}', 'app_is_refused'],
  [400, '{"error":"invalid_scope"}', 'scope_is_refused'],
  [
    400,
    '{"ErrorNumber":14,"Type":"PostDataInvalidException","Message":"x"}',
    'request_was_not_understood',
  ],
  [
    400,
    '{"ErrorNumber":16,"Type":"QueryParseException","Message":"x"}',
    'request_was_not_understood',
  ],
  [
    400,
    '{"Message":"Idempotency Key: k is used with a different request."}',
    'idempotency_key_was_reused',
  ],
  [
    401,
    '{"Title":"Unauthorized","Detail":"TokenExpired: token expired at 02/20/2025"}',
    'token_expired',
  ],
  [403, '{"Title":"Forbidden","Detail":"AuthenticationUnsuccessful"}', 'not_connected'],
  [
    403,
    'You are not permitted to access this resource without the reporting role or higher privileges',
    'role_is_not_permitted',
  ],
  [404, '', 'not_found_in_xero'],
  [503, 'The Organisation is offline', 'organisation_is_offline'],
  [503, 'The Xero API is currently offline for maintenance', 'xero_is_offline'],
  [429, '', 'unrecognised'],
  [400, '<html><script>x()</script><h1>Bad &amp; ugly</h1></html>', 'unrecognised'],
])('%i %s is %s', (status, body, code) => {
  const problem = recogniseProblem(status, body)
  expect(problem.code).toBe(code)
  expect(problem.detail).not.toMatch(/<|x\(\)/)
})

test('two refusals of one document are both told', () => {
  const [first, second] = ['Invoice # must be unique.', 'Email address must be valid']
  expect(recogniseProblem(400, validation(first, second)).detail).toBe(`${first} ${second}`)
})

test('an element of a batch is refused for its own errors and those inside it', () => {
  expect(problemOfElement({ StatusAttributeString: 'OK', ValidationErrors: [] })).toBeUndefined()
  expect(
    problemOfElement({
      StatusAttributeString: 'ERROR',
      LineItems: [{ ValidationErrors: [{ Description: 'Account code or ID must be specified' }] }],
    }),
  ).toMatchObject({ code: 'account_is_missing' })
  expect(problemOfElement({ StatusAttributeString: 'ERROR' })).toMatchObject({
    code: 'unrecognised',
  })
  const warned = { StatusAttributeString: 'WARNING', Warnings: [{ Message: 'Careful' }] }
  expect(problemOfElement(warned)).toBeUndefined()
  expect(warningsOf(warned)).toEqual(['Careful'])
})
