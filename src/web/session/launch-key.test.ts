import { describe, expect, it } from 'vitest'
import { findKeyProblem, findLaunchKey } from './launch-key.ts'

const key = `${'Ab3-_'.repeat(8)}xyz`

describe('a pasted launch key', () => {
  it.each([key, ` ${key}\n`, `http://localhost:8787/#key=${key}`, `#key=${key}`])(
    'is found in %j',
    (text) => {
      expect(findKeyProblem(text)).toBeUndefined()
      expect(findLaunchKey(text)).toBe(key)
    },
  )

  it.each([
    ['wrong-key', 'This has 9 characters, a key has 43: it is cut, or something else.'],
    [key.slice(1), 'This has 42 characters, a key has 43: it is cut'],
    [`#key=${key.slice(0, 20)}`, 'This has 20 characters'],
    [key + key, 'This has 86 characters, a key has 43: something stands before or behind it'],
    [`${key.slice(0, 20)} ${key.slice(20)}`, 'a space or a line break inside'],
    [`${key.slice(0, 42)}=`, 'other characters in it'],
    ['http://localhost:8787/', 'This link holds no key'],
  ])('says of %j what is wrong with it', (text, words) => {
    expect(findKeyProblem(text)).toContain(words)
  })

  it('is not spoken of before anything is there', () => {
    expect(findKeyProblem('  ')).toBeUndefined()
  })
})
