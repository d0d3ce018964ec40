import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsvCell } from './csv-cell.ts'

const textOf = (text: string) => toCsvCell(text).text

describe('a cell', () => {
  it('64: has an apostrophe before what a spreadsheet would compute', () => {
    for (const start of ['=', '+', '-', '@', '|', '%', ';', '＝', '＋', '－', '＠']) {
      expect(textOf(`${start}cmd|'/C calc'!A0`)).toMatch(/^"'/)
      expect(toCsvCell(`${start}1`).isPrefixed).toBe(true)
    }
    expect(textOf('\t=1')).toBe(`"'⟦U+0009⟧=1"`)
    expect(textOf('\r=1')).toBe(`"'⟦U+000D⟧=1"`)
    expect(textOf('"=1')).toBe(`"'""=1"`)
  })

  it('looks behind what nobody sees', () => {
    expect(textOf('\u200b\u202e =1')).toBe(`"'⟦U+200B⟧⟦U+202E⟧ =1"`)
    expect(textOf('\u3164=1')).toBe(`"'⟦U+3164⟧=1"`)
    expect(textOf('\ufeff@SUM(A1)')).toMatch(/^"'/)
    expect(textOf('  -1')).toBe(`"'  -1"`)
  })

  it('holds behind a semicolon no formula of a reader that separates by semicolons', () => {
    expect(textOf('a;=HYPERLINK("http://evil.example")')).toBe(
      `"a;'=HYPERLINK(""http://evil.example"")"`,
    )
    expect(textOf('Mozilla/5.0 (X11; Linux)')).toBe('"Mozilla/5.0 (X11; Linux)"')
  })

  it('is quoted, with quotes doubled, and stays on one line', () => {
    expect(textOf('say "hi", you')).toBe('"say ""hi"", you"')
    expect(textOf('a\r\nb')).toBe('"a⟦U+000D⟧⟦U+000A⟧b"')
    expect(textOf('a\u2028b\u0000')).toBe('"a⟦U+2028⟧b⟦U+0000⟧"')
  })

  it('shows what turns the reading order around', () => {
    expect(textOf('gpj.\u202eexe')).toBe('"gpj.⟦U+202E⟧exe"')
  })

  it('leaves ordinary texts alone', () => {
    for (const text of ['Zoë', '東京', 'dana@example.com', '2001:db8::1', '🔥', '2026-11-21']) {
      expect(toCsvCell(text)).toEqual({ text: `"${text}"`, isPrefixed: false })
    }
    expect(textOf('')).toBe('""')
  })

  it('stays huge when it is huge', () => {
    expect(textOf('x'.repeat(1_000_000))).toHaveLength(1_000_002)
  })

  it('never begins with a formula, whatever comes', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'=+-@|;%"\t\r\n \u200b\u202ea1,') })
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        const cell = textOf(text)
        expect(cell).toMatch(/^"(?!\s*[=+\-@|;%\t\r])/)
        expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"')
        expect(cell).not.toMatch(/[\r\n\t\u202e]/)
        for (const piece of cell.split(';').slice(1)) expect(piece).not.toMatch(/^\s*[=+@-]\w/)
      }),
    )
  })
})
