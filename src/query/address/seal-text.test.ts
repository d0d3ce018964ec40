import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSeal, parseSeal, type Seal } from './seal-text.ts'

const root = fc.stringMatching(/^[A-Za-z0-9_-]{20}$/)
const seconds = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map((at) => new Date(at * 1000).toISOString().replace('.000', ''))

const seals: fc.Arbitrary<Seal> = fc
  .record({
    question: fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{8}$/)),
    root,
    contentRoot: root,
    count: fc.nat({ max: 1_000_000 }),
    verdict: fc.constantFrom('complete' as const, 'partial' as const, 'unknown' as const),
    at: seconds,
    final: fc.option(
      fc.record({ until: seconds, share: fc.double({ min: 0, max: 1, noNaN: true }), root }),
    ),
  })
  .map(({ final, question, ...seal }) => ({
    ...seal,
    ...(question !== null && { question }),
    ...(final && {
      final: {
        until: final.until,
        count: Math.floor(final.share * seal.count),
        root: final.root,
      },
    }),
  }))

describe('the text of a fingerprint', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(seals, (seal) => {
        expect(parseSeal(formatSeal(seal))).toEqual({ seal })
      }),
    )
  })

  it('is written in one way only', () => {
    const character = fc.constantFrom(...'aZ0_-.:1 +%')
    fc.assert(
      fc.property(seals, fc.nat(), character, (seal, at, other) => {
        const text = formatSeal(seal)
        const index = at % text.length
        const parsed = parseSeal(text.slice(0, index) + other + text.slice(index + 1))
        const expected = text.slice(0, index) + other + text.slice(index + 1)
        if (parsed.seal) expect(formatSeal(parsed.seal)).toBe(expected)
        else expect(parsed.problem).toMatch(/^“seal” .*[.]$/)
      }),
    )
  })

  it('is refused when a part of it is missing', () => {
    fc.assert(
      fc.property(seals, fc.nat(), (seal, at) => {
        const text = formatSeal({ ...seal, count: 162 })
        const cut = text.slice(0, at % text.length)
        const { seal: read } = parseSeal(cut)
        // Only the optional part as a whole can be missing unnoticed.
        if (read) expect(read).toEqual({ ...seal, count: 162, final: undefined })
      }),
    )
  })
})

const [a, b] = ['a'.repeat(20), 'b'.repeat(20)]
const at = '2026-11-24T10:31:05Z'

it('of a link of an earlier version is read, and says nothing of the question', () => {
  const text = `1.${a}.${b}.162.c.${at}`
  const { seal } = parseSeal(text)
  expect(seal).toEqual({ root: a, contentRoot: b, count: 162, verdict: 'complete', at })
  expect(seal && formatSeal(seal)).toBe(text)
  expect(parseSeal(`2.c2VhbGVk.${text.slice(2)}`)).toEqual({
    seal: { ...seal, question: 'c2VhbGVk' },
  })
})

it.each([
  ['nothing', ''],
  ['other words', 'yes'],
  ['a root that is too short', `1.${a.slice(1)}.${b}.2.c.${at}`],
  ['a root that is too long', `1.${a}a.${b}.2.c.${at}`],
  ['a root in another alphabet', `1.${a.slice(1)}+.${b}.2.c.${at}`],
  ['a count with a leading zero', `1.${a}.${b}.02.c.${at}`],
  ['a count below zero', `1.${a}.${b}.-2.c.${at}`],
  ['a count that no list can have', `1.${a}.${b}.${'9'.repeat(10)}.c.${at}`],
  ['an unknown verdict', `1.${a}.${b}.2.x.${at}`],
  ['a day that does not exist', `1.${a}.${b}.2.c.2026-02-30T00:00:00Z`],
  ['half of the part about final entries', `1.${a}.${b}.2.c.${at}.${at}.1`],
  ['more final entries than entries', `1.${a}.${b}.2.c.${at}.${at}.3.${a}`],
  ['more after the end', `1.${a}.${b}.2.c.${at}.`],
  ['form 2 without a question', `2.${a}.${b}.2.c.${at}`],
  ['a question that is too short', `2.c2VhbGV.${a}.${b}.2.c.${at}`],
  ['a question in form 1', `1.c2VhbGVk.${a}.${b}.2.c.${at}`],
  ['form 0', `0.${a}.${b}.2.c.${at}`],
])('is refused with %s', (_, text) => {
  expect(parseSeal(text)).toEqual({ problem: expect.stringContaining('no fingerprint') })
})

it('says that a newer Gumshoe made another form', () => {
  expect(parseSeal(`3.${a}`)).toEqual({ problem: expect.stringContaining('form 3, which a newer') })
})
