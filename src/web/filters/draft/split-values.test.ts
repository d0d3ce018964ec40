import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitTyped, splitValues } from './split-values.ts'

describe('splitValues', () => {
  it('splits addresses, ids and numbers at commas, blanks and new lines', () => {
    expect(
      splitValues('email', 'a@example.com, b@example.com\nc@example.com\td@example.com'),
    ).toEqual(['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'])
    expect(splitValues('ip', '198.51.100.7 2001:db8::1')).toEqual(['198.51.100.7', '2001:db8::1'])
    expect(splitValues('integer', '400,403 ,, 500')).toEqual(['400', '403', '500'])
  })

  it('takes the quotes off the values of a list', () => {
    expect(splitValues('id', `"abc", 'def',\n"ghi"`)).toEqual(['abc', 'def', 'ghi'])
  })

  it('splits free text at new lines only', () => {
    expect(splitValues('text', 'My token, one\r\n"quoted" token \n\n')).toEqual([
      'My token, one',
      '"quoted" token',
    ])
  })

  it('keeps each value once and leaves out blanks', () => {
    expect(splitValues('email', ' a a,b  ')).toEqual(['a', 'b'])
    expect(splitValues('text', '\n \n')).toEqual([])
  })
})

describe('splitTyped', () => {
  it('finishes a value at its separator and keeps what is still being written', () => {
    expect(splitTyped('email', 'a@example.com, b')).toEqual({
      finished: ['a@example.com'],
      unfinished: 'b',
    })
    expect(splitTyped('email', 'a@example.com ')).toEqual({
      finished: ['a@example.com'],
      unfinished: '',
    })
    expect(splitTyped('email', 'a@example.com')).toEqual({
      finished: [],
      unfinished: 'a@example.com',
    })
  })

  it('leaves free text alone', () => {
    expect(splitTyped('text', 'My token, one ')).toEqual({
      finished: [],
      unfinished: 'My token, one ',
    })
  })

  it('takes linear time over a long word that ends in a separator', () => {
    const start = process.cpuUsage()
    splitTyped('email', `${'x'.repeat(400_000)} `)
    // Quadratic time would be minutes.
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(5_000)
  })

  it('loses nothing while a list is typed character by character', () => {
    const word = fc.stringMatching(/^[a-z0-9@.]{1,12}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        let unfinished = ''
        const values: string[] = []
        for (const character of words.join(', ')) {
          const typed = splitTyped('email', unfinished + character)
          values.push(...typed.finished)
          unfinished = typed.unfinished
        }
        expect([...values, unfinished]).toEqual(words)
      }),
    )
  })
})
