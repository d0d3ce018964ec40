import { describe, expect, it } from 'vitest'
import { toCopyText } from './copy-text.ts'

const hostile = {
  esc: '\u001b[31mred',
  osc52: '\u001b]52;c;ZXZpbA==\u0007',
  c1: 'a\u009b31mb',
  bidi: 'safe\u202egpj.exe',
  tag: 'a\u{e0041}\u{e0042}b',
  zeroWidth: 'a\u200bb\ufeff',
  lineSeparator: 'a\u2028b',
  deleteKey: 'a\u007fb',
  carriageReturn: 'shown\rhidden',
}
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

describe('a copied text', () => {
  it.each(Object.entries(hostile))('has no invisible character left of %s', (_, exact) => {
    expect(toCopyText(exact, 'text')).not.toMatch(controls)
    expect(toCopyText(exact, 'text')).toContain('⟦U+')
  })

  it.each(Object.entries(hostile))('is the same JSON value with %s', (_, value) => {
    // JSON.stringify escapes C0 controls; the others stay raw in what an API may send.
    const exact = `{\r\n\t"a": ${JSON.stringify(value)}\n}`
    const copied = toCopyText(exact, 'json')
    expect(copied.replace(/[\r\n\t]/g, '')).not.toMatch(controls)
    expect(JSON.parse(copied)).toEqual({ a: value })
  })

  it.each(['plain', 'a\n\n\tb\r\nc', 'Größe 😀', ''])('stays as it is: %j', (exact) => {
    expect(toCopyText(exact, 'text')).toBe(exact)
    expect(toCopyText(exact, 'json')).toBe(exact)
  })
})
