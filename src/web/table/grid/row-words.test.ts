import { expect, it } from 'vitest'
import { toRowWords } from './row-words.ts'

it('a row is told apart among those that are shown and those that are loaded', () => {
  expect(toRowWords(2, { size: 3_000, loaded: 3_000 })).toBe('Row 3 of 3,000 loaded')
  expect(toRowWords(2, { size: 12, loaded: 3_000 })).toBe('Row 3 of 12 shown, 3,000 loaded')
})
