import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSeal, parseSeal } from '../../query/address/seal-text.ts'
import { compareSeals } from './compare-seals.ts'
import { computeSeal, countSealLeaves, toSeal } from './compute-seal.ts'
import { nodeHash, type TestEntry, toSealedEntries } from './testing/make-entries.ts'

const dayMs = Date.parse('2026-11-24T00:00:00Z')
const facts = { verdict: 'complete', at: '2026-11-24T10:31:05Z' } as const

/** Few times and texts, so that entries are often equal in some of what they are sorted by. */
const entry: fc.Arbitrary<TestEntry> = fc.record({
  source: fc.constantFrom('accounts/1/logs/audit', 'user/audit_logs'),
  timeMs: fc.oneof(
    fc.nat({ max: 5 }).map((ms) => dayMs + ms),
    fc.constant(Number.NaN),
  ),
  text: fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 4 }),
})
const list = fc.array(entry, { maxLength: 40 })
const listWithOrder = list.chain((entries) =>
  fc.tuple(
    fc.constant(entries),
    fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
  ),
)
const seal = (entries: readonly TestEntry[], finalUntil?: string) =>
  toSeal(toSealedEntries(entries), { ...facts, finalUntil }, nodeHash)

describe('a fingerprint', () => {
  it('does not depend on the order in which entries arrived', () => {
    fc.assert(
      fc.property(listWithOrder, ([one, other]) => {
        expect(seal(other)).toEqual(seal(one))
        const until = '2026-11-24T00:00:00.003Z'
        expect(seal(other, until)).toEqual(seal(one, until))
      }),
    )
  })

  it('is that of the entries, however they are hashed', () => {
    fc.assert(
      fc.property(list, (entries) => {
        expect(toSeal(toSealedEntries(entries), facts)).toEqual(seal(entries))
      }),
      { numRuns: 20 },
    )
  })

  it('differs with any byte that changes, and the content with any other than a space', () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), (entries, at, index) => {
        const chosen = entries[at % entries.length]
        fc.pre(chosen !== undefined)
        const before = seal(entries)
        const replaceText = (text: string) =>
          seal(entries.map((each) => (each === chosen ? { ...each, text } : each)))
        const place = index % (chosen.text.length + 1)
        const insert = (text: string) =>
          chosen.text.slice(0, place) + text + chosen.text.slice(place)
        const changed = replaceText(insert('c'))
        expect([changed.root, changed.contentRoot]).not.toContain(before.root)
        expect(changed.contentRoot).not.toBe(before.contentRoot)
        expect(compareSeals(before, changed).kind).toBe('different')
        const rewritten = replaceText(insert(' '))
        expect(rewritten.root).not.toBe(before.root)
        expect(rewritten.contentRoot).toBe(before.contentRoot)
        expect(compareSeals(before, rewritten).kind).toBe('same-content')
      }),
    )
  })

  it('differs when an entry is missing, added or there twice', () => {
    fc.assert(
      fc.property(list, entry, fc.nat(), (entries, other, at) => {
        const before = seal(entries)
        const more = seal([...entries, other])
        expect(compareSeals(before, more)).toMatchObject({
          kind: 'different',
          countThen: entries.length,
          countNow: entries.length + 1,
        })
        expect(more.root).not.toBe(before.root)
        if (entries.length === 0) return
        const fewer = seal(entries.toSpliced(at % entries.length, 1))
        expect(compareSeals(before, fewer).kind).toBe('different')
        expect(fewer.root).not.toBe(before.root)
        expect(fewer.contentRoot).not.toBe(before.contentRoot)
      }),
    )
  })

  it('of nothing is that of a tree without leaves', () => {
    const nothing = seal([])
    expect(nothing.count).toBe(0)
    // The first 15 bytes of SHA-256 of nothing.
    expect(nothing.root).toBe(
      Buffer.from('e3b0c44298fc1c149afbf4c8996fb924'.slice(0, 30), 'hex').toString('base64url'),
    )
  })

  it('fits into an address', () => {
    fc.assert(
      fc.property(list, (entries) => {
        const whole = seal(entries, '2026-11-24T10:00:00Z')
        expect(parseSeal(formatSeal(whole))).toEqual({ seal: whole })
      }),
    )
  })

  it('reports each step, as many as it said', () => {
    const entries = Array.from({ length: 5_000 }, (_, at): TestEntry => {
      return { source: 'user/audit_logs', timeMs: dayMs + at, text: `e${at}` }
    })
    const sealed = toSealedEntries(entries)
    const all = { ...facts, finalUntil: '2026-11-25T00:00:00Z' }
    const steps = [...computeSeal(sealed, all, nodeHash)]
    expect(steps.length).toBeGreaterThan(5)
    expect(steps.reduce((sum, each) => sum + each, 0)).toBe(countSealLeaves(5_000, all))
  })
})

describe('a fingerprint whose end could still change', () => {
  const until = '2026-11-24T00:00:00.003Z'

  it('tells entries that arrived late from a change before', () => {
    fc.assert(
      fc.property(list, entry, (entries, other) => {
        const comparison = compareSeals(seal(entries, until), seal([...entries, other], until))
        const isLate = other.timeMs >= Date.parse(until)
        expect(comparison.kind).toBe(isLate ? 'more-at-end' : 'different')
        expect(comparison.final?.isSame).toBe(isLate)
      }),
    )
  })

  it('calls nothing late when an entry is gone', () => {
    const late = { source: 'user/audit_logs', timeMs: dayMs + 5, text: 'a' }
    const comparison = compareSeals(seal([late], until), seal([], until))
    expect(comparison).toMatchObject({ kind: 'different', final: { isSame: true, countNow: 0 } })
  })
})
