import { describe, expect, it } from 'vitest'
import { findForeignRuns, toNameNotes } from './mixed-script.ts'

describe('letters that do not belong', () => {
  it.each([
    ['аdmin@example.com', 'а', 'Cyrillic'],
    ['exаmple.com', 'а', 'Cyrillic'],
    ['pαypal', 'α', 'Greek'],
    ['раура.com', 'раура', 'Cyrillic'],
    ['ｐａypal', 'ｐａ', 'dressed-up'],
    ['𝐚dmin', '𝐚', 'dressed-up'],
  ])('stand out in %s', (text, letters, script) => {
    const [run, ...rest] = findForeignRuns(text)
    expect(rest).toEqual([])
    expect(run && text.slice(run.start, run.end)).toBe(letters)
    expect(run?.script).toBe(script)
  })

  it.each([
    ...['admin@example.com', 'Müller', 'Łukasz', 'почта', 'Ελλάδα', '東京tower', 'ひらがなabc'],
    ...[
      'мир и дружба',
      'IP 1.2.3.4',
      'naïve café',
      'Москва, Berlin',
      'e\u0301t\u00e9',
      '한국 hotel',
    ],
  ])('are none in %s', (text) => expect(findForeignRuns(text)).toEqual([]))
})

describe('notes on a name', () => {
  it('name the code points and the form that the DNS uses', () => {
    expect(toNameNotes('admin@exаmple.com')).toEqual([
      'Mixed scripts: а is Cyrillic (U+0430).',
      'As a host name: xn--exmple-4nf.com',
    ])
  })

  it('tell that two texts may look the same', () => {
    expect(toNameNotes('cafe\u0301').join()).toContain('normal form')
    expect(toNameNotes('caf\u00e9')).toEqual([])
  })
})
