import { expect, it } from 'vitest'
import { findWildcard } from './find-wildcard.ts'

it('finds a value with a star among others', () => {
  expect(findWildcard(['a', '*@acme.example'])).toBe('*@acme.example')
  expect(findWildcard(['a'])).toBeUndefined()
})
