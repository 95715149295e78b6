import { expect, test } from 'vitest'
import { createSealer } from './sealer.ts'

const oldKey = Buffer.alloc(32, 1)
const newKey = Buffer.alloc(32, 2)

test('what is sealed opens, and never looks the same twice', () => {
  const sealer = createSealer([oldKey])
  const sealed = sealer.seal('geheim ✓')
  expect(sealed).not.toContain('geheim')
  expect(sealer.seal('geheim ✓')).not.toBe(sealed)
  expect(sealer.open(sealed)).toBe('geheim ✓')
})

test('after the key was replaced the old seals still open, and new ones take the new key', () => {
  const sealed = createSealer([oldKey]).seal('token')
  const both = createSealer([newKey, oldKey])
  expect(both.open(sealed)).toBe('token')
  expect(createSealer([newKey]).open(both.seal('token'))).toBe('token')
  expect(() => createSealer([newKey]).open(sealed)).toThrow(/does not have/)
})

test('a seal that was tampered with does not open', () => {
  const sealer = createSealer([oldKey])
  const [version, keyId, iv, body = ''] = sealer.seal('token').split('.')
  const flipped = Buffer.from(body, 'base64url')
  flipped[0] = (flipped[0] ?? 0) ^ 1
  expect(() => sealer.open([version, keyId, iv, flipped.toString('base64url')].join('.'))).toThrow()
  expect(() => sealer.open('')).toThrow()
})

test('a key has 32 bytes', () => {
  expect(() => createSealer([Buffer.alloc(16)])).toThrow(/32 bytes/)
})
