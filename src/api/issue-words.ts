import { say } from '#domain/words/say.ts'
import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

/** What is wrong with a value, where its schema has no words of its own for it. */
export function wordsOfIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      // A key that is left out needs no word about the types behind it.
      return issue.input === undefined ? say('Fill this in.') : wordsOfType(issue.expected)
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_value':
      return say('Choose one of these: {{choices}}.', {
        choices: issue.values.map(String).join(', '),
      })
    case 'invalid_format':
      return issue.format === 'uuid' || issue.format === 'guid'
        ? say('Give an id, as it came from here.')
        : say('This is not written as it should be.')
    case 'unrecognized_keys':
      return say('There is no such field here. Check how it is spelled.')
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return say('This cannot be accepted.')
  }
}

function wordsOfType(expected: string): string {
  switch (expected) {
    case 'string':
      return say('Give a text.')
    case 'number':
      return say('Give a number.')
    case 'int':
      return say('Give a whole number.')
    case 'boolean':
      return say('Give true or false.')
    case 'array':
      return say('Give a list.')
    case 'object':
    case 'record':
      return say('Give an object.')
    case 'null':
      return say('Leave this empty.')
    default:
      return say('This cannot be accepted.')
  }
}

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): string {
  const least = Number(minimum)
  if (origin === 'string') return say('Use at least {{count}} characters.', { count: least })
  if (origin === 'array') return say('Give at least {{count}}.', { count: least })
  return inclusive
    ? say('Give {{least}} or more.', { least })
    : say('Give more than {{least}}.', { least })
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): string {
  const most = Number(maximum)
  if (origin === 'string') return say('Use at most {{count}} characters.', { count: most })
  if (origin === 'array') return say('Give at most {{count}}.', { count: most })
  return inclusive
    ? say('Give {{most}} or less.', { most })
    : say('Give less than {{most}}.', { most })
}
