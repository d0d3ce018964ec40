import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEntries, type EntryDifference } from './compare-entries.ts'
import type { SealedEntries } from './sealed-entries.ts'
import { type TestEntry, toSealedEntries } from './testing/make-entries.ts'

const dayMs = Date.parse('2026-11-24T00:00:00Z')
const minuteMs = 60_000
const source = 'accounts/1/logs/audit'
const toEntries = (count: number, hasIds = true): TestEntry[] =>
  Array.from({ length: count }, (_, at) => {
    const entry = { source, timeMs: dayMs + at * minuteMs, text: `entry ${at}` }
    return hasIds ? { ...entry, id: at + 1 } : entry
  })

const compare = (
  then: readonly TestEntry[],
  now: readonly TestEntry[],
  part?: Parameters<typeof compareEntries>[2],
) => compareEntries(toSealedEntries(then), toSealedEntries(now), part)
const toKinds = (differences: readonly EntryDifference[]) => differences.map(({ kind }) => kind)

describe('two reads', () => {
  it('that have the same entries in any order do not differ', () => {
    const entries = toEntries(30)
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: 30 }), (order) => {
        expect(compare(entries, order)).toEqual([])
      }),
    )
  })

  it('differ by exactly what was added, removed, changed and written in other bytes', () => {
    const entries = toEntries(24)
    const edit = fc.constantFrom('keep', 'gone', 'changed', 'rewritten')
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 24, maxLength: 24 }),
        fc.nat({ max: 5 }),
        fc.boolean(),
        (edits, added, hasIds) => {
          const then = hasIds ? entries : toEntries(24, false)
          const now = then.flatMap((entry, at) => {
            if (edits[at] === 'gone') return []
            if (edits[at] === 'changed') return [{ ...entry, text: `${entry.text}!` }]
            if (edits[at] === 'rewritten') return [{ ...entry, text: `${entry.text} ` }]
            return [entry]
          })
          const more = toEntries(24 + added, hasIds).slice(24)
          const differences = compare(then, [...more, ...now])
          const expected = [...edits.filter((each) => each !== 'keep'), ...more.map(() => 'added')]
          expect(toKinds(differences)).toEqual(expected)
          for (const { kind, timeMs, thenIndex, nowIndex } of differences) {
            const minutes = (timeMs - dayMs) / minuteMs
            if (kind !== 'added') expect(thenIndex).toBe(minutes)
            if (kind !== 'gone') expect([...more, ...now][nowIndex ?? -1]?.timeMs).toBe(timeMs)
          }
        },
      ),
    )
  })

  it('call an entry late only where the log may have lacked it then', () => {
    const differences = compare(toEntries(3), toEntries(6), {
      finalUntil: new Date(dayMs + 4 * minuteMs).toISOString(),
    })
    expect(toKinds(differences)).toEqual(['added', 'late', 'late'])
  })

  it('call a change a change, at any time', () => {
    const [entry] = toEntries(1)
    if (!entry) throw new Error('There is one entry.')
    const finalUntil = new Date(dayMs - 1).toISOString()
    expect(toKinds(compare([entry], [{ ...entry, text: 'other' }], { finalUntil }))).toEqual([
      'changed',
    ])
  })

  it('follow an entry by its id when its time has changed', () => {
    const [entry] = toEntries(1)
    if (!entry) throw new Error('There is one entry.')
    const later = { ...entry, timeMs: entry.timeMs + 1, text: 'other' }
    expect(compare([entry], [later])).toEqual([
      { kind: 'changed', sourceText: source, timeMs: later.timeMs, thenIndex: 0, nowIndex: 0 },
    ])
  })

  it('pair nothing across logs', () => {
    const [entry] = toEntries(1)
    if (!entry) throw new Error('There is one entry.')
    const other = { ...entry, source: 'user/audit_logs' }
    expect(toKinds(compare([entry], [other]))).toEqual(['gone', 'added'])
  })

  it('guess nothing where several entries of one time differ in a log without ids', () => {
    const [entry] = toEntries(1, false)
    if (!entry) throw new Error('There is one entry.')
    const now = [
      { ...entry, text: 'a' },
      { ...entry, text: 'b' },
    ]
    expect(toKinds(compare([entry], now)).toSorted()).toEqual(['added', 'added', 'gone'])
  })

  it('have new entries only where the earlier one has read', () => {
    const differences = compare(toEntries(10).slice(5), toEntries(12), {
      reachedThen: { afterMs: dayMs + 5 * minuteMs, beforeMs: Number.POSITIVE_INFINITY },
    })
    expect(differences.map(({ timeMs }) => (timeMs - dayMs) / minuteMs)).toEqual([10, 11])
  })

  it('lack entries only where the present one has read', () => {
    const differences = compare(toEntries(10), toEntries(10).slice(5, 9), {
      reachedNow: { afterMs: dayMs + 5 * minuteMs, beforeMs: Number.POSITIVE_INFINITY },
    })
    expect(differences).toMatchObject([{ kind: 'gone', timeMs: dayMs + 9 * minuteMs }])
  })

  it('count equal entries without id', () => {
    const [entry] = toEntries(1, false)
    if (!entry) throw new Error('There is one entry.')
    expect(toKinds(compare([entry, entry], [entry]))).toEqual(['gone'])
    expect(toKinds(compare([entry], [entry, entry, entry]))).toEqual(['added', 'added'])
  })

  it('match by their digests alone where the times of one are not known', () => {
    const then = toSealedEntries(toEntries(8))
    const unknown = {
      ...then,
      times: new Float64Array(8).fill(Number.NaN),
      ids: new Float64Array(8),
    }
    expect(compareEntries(unknown, then)).toEqual([])
    const differences = compareEntries(unknown, toSealedEntries(toEntries(9).slice(1)))
    expect(toKinds(differences).toSorted()).toEqual(['added', 'gone'])
  })

  it('of many entries differ by few', () => {
    const length = 300_000
    const random = new Uint32Array(length * 8).map((_, at) => Math.imul(at + 1, 2654435761))
    const entries = (count: number): SealedEntries => ({
      sourceTexts: [source],
      sources: new Uint16Array(count),
      times: Float64Array.from({ length: count }, (_, at) => dayMs + at),
      ids: new Float64Array(count),
      leaves: { bytes: new Uint8Array(random.buffer, 0, count * 32), width: 32 },
      contents: { bytes: new Uint8Array(random.buffer, 0, count * 32), width: 32 },
    })
    expect(compareEntries(entries(length), entries(length - 5))).toHaveLength(5)
  })

  it('may have only a part of each digest', () => {
    const whole = toSealedEntries(toEntries(8))
    const cut = ({ bytes, width }: { bytes: Uint8Array; width: number }) => ({
      width: 15,
      bytes: Uint8Array.from({ length: (bytes.length / width) * 15 }, (_, at) => {
        return bytes[Math.floor(at / 15) * width + (at % 15)] ?? 0
      }),
    })
    const kept = { ...whole, leaves: cut(whole.leaves), contents: cut(whole.contents) }
    expect(compareEntries(kept, whole)).toEqual([])
    expect(compareEntries(kept, toSealedEntries(toEntries(9)))).toMatchObject([{ kind: 'added' }])
  })
})
