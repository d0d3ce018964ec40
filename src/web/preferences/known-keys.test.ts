import { expect, it } from 'vitest'
import { findKnownKeyProblem, keySizes, readKnownKeys } from './known-keys.ts'

const fingerprint = 'ab'.repeat(32)
const known = [{ name: 'Proxy of the SOC', fingerprint }]

it('reads named keys, and leaves out what is not valid', () => {
  const other = { name: 'Lab', fingerprint: 'cd'.repeat(32) }
  const stored = [...known, other, ...known, null, 7, { name: 'x' }, { ...other, name: 'A\u202eB' }]
  expect(readKnownKeys(stored)).toEqual([...known, other])
  expect(readKnownKeys({ name: 'x' })).toEqual([])
})

it.each([
  [{ name: 'Lab', fingerprint: 'AB'.repeat(32) }, /64 digits/],
  [{ name: ' ', fingerprint: 'cd'.repeat(32) }, /Type a name/],
  [{ name: 'x'.repeat(61), fingerprint: 'cd'.repeat(32) }, /longer than 60/],
  [{ name: 'La\u200bb', fingerprint: 'cd'.repeat(32) }, /cannot be seen/],
  [{ name: 'proxy of the soc', fingerprint: 'cd'.repeat(32) }, /Another key has the name “Proxy/],
  [{ name: 'Lab', fingerprint }, /has a name already/],
])('refuses %j', (key, message) => {
  expect(findKnownKeyProblem(known, key)).toMatch(message)
})

it('limits the number of keys', () => {
  const many = Array.from({ length: keySizes.keys }, (_, index) => ({
    name: `Key ${index}`,
    fingerprint: index.toString(16).padStart(64, '0'),
  }))
  expect(readKnownKeys(many)).toEqual(many)
  expect(findKnownKeyProblem(many, { name: 'Lab', fingerprint })).toMatch(/At most 50 keys/)
})
