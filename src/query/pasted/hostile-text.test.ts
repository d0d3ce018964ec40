import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { findPartFilter } from '../local-filters.ts'
import { createQuery } from '../log-query.ts'
import { findTypedRange } from '../time/typed-range.ts'
import { parseTypedTime } from '../time/typed-time.ts'
import { completeTyped, findBareWord } from '../typed/typed-completions.ts'
import { maxTypedLength } from '../typed/typed-items.ts'
import { parseTyped } from '../typed/typed-query.ts'
import { parsePastedRequest } from './pasted-request.ts'

const v2 = createQuery('account-audit-logs-v2', { kind: 'account', id: 'a'.repeat(32) })
const dataset = getDataset(v2.dataset)
const path = `/accounts/${'b'.repeat(32)}/logs/audit`

/** Texts that make a pattern with a repetition before its end try every start: `unit` repeated between two texts. */
const hostileTexts: readonly (readonly [before: string, unit: string, after: string])[] = [
  ['GET /a', ' ', 'x'],
  ['/a', '/', 'x'],
  [path, '/', '/x?a=b'],
  ['/', '/:a', ''],
  ['/', '{', ''],
  ['/', '%7B', '/x'],
  ['/', '<a ', '/x'],
  ['https://', 'a@', ''],
  ['https://x/?', '#', ''],
  ['a=b', '&a=b', ' '],
  ['a=', '=', ' '],
  ['?', 'actor_email=a@b.co&', ''],
  ['?', '%', ''],
  ['curl ', '\\ ', ''],
  ['curl ', '\\', ''],
  ['curl ', "'", ''],
  ['curl ', '"a" ', ''],
  ['curl ', '-H a:b ', ''],
  ["curl -H 'authorization: ", '{', "'"],
  ['', `curl 'https://api.cloudflare.com/client/v4${path}?actor_email=a'\n`, ''],
  ['curl x', ' ', 'y\nz'],
  ['', '"', ''],
  ['a:"', '\\"', ''],
  ['a:(', '"a" ', ''],
  ['', 'a:( ', ''],
  ['', 'actor_email:a@b.co ', ''],
  ['', 'actor_email:a ', ''],
  ['', '-action_type:view ', ''],
  ['', 'local:/a:b ', ''],
  ['', 'off:local:/a:b ', ''],
  ['local:', 'a.', ':b'],
  ['', 'x ', ''],
  ['', '-', ''],
  ['a', '*', 'b'],
  ['a', ' ', 'b'],
  ['2026-11-20', ' ', 'x'],
  ['2026-11-20 ', '"', 'x'],
  ['2026-11-20', '(', ''],
  ['a', '\n', 'b'],
  ['a', ' \n', 'b'],
]

const readers: readonly (readonly [name: string, read: (text: string) => unknown])[] = [
  ['parsePastedRequest', (text) => parsePastedRequest(text, v2)],
  ['parseTyped', (text) => parseTyped(text, v2)],
  ['completeTyped', (text) => completeTyped(text, text.length, dataset, () => [])],
  ['findBareWord', (text) => findBareWord(text, text.length)],
  ['findTypedRange', (text) => findTypedRange(text)],
  ['parseTypedTime', (text) => parseTypedTime(text, { timeZone: 'UTC', end: 'since' })],
  ['findPartFilter', (text) => findPartFilter({ field: 'actor.email' }, 'include', text)],
]

const repeat = ([before, unit, after]: (typeof hostileTexts)[number], length: number) =>
  before + unit.repeat(Math.ceil(length / unit.length)).slice(0, length) + after

/**
 * Quadratic time over texts of this length takes seconds, linear time at most some 50 ms. Measured as processor time,
 * which other processes do not lengthen.
 */
const longestReadLength = maxTypedLength - 400
const generousMs = 1_500

describe.each(readers)('%s', (_, read) => {
  it('reads the longest accepted text of any form in linear time', () => {
    for (const hostile of hostileTexts) {
      const text = repeat(hostile, longestReadLength)
      const start = process.cpuUsage()
      read(text)
      const { user, system } = process.cpuUsage(start)
      const tookMs = (user + system) / 1_000
      expect(tookMs, JSON.stringify(hostile)).toBeLessThan(generousMs)
    }
  })
})

describe('a text with more items than any query', () => {
  it('has a problem that covers the rest', () => {
    const text = 'action_type:view '.repeat(3_000)
    const { problems } = parseTyped(text, v2)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ from: 17 * 1_024, to: text.length })
    expect(problems[0]?.message).toContain('more than 1,024 filters')
  })
})

describe('a text longer than any query', () => {
  it('is refused with its length when pasted, whatever it has', () => {
    for (const hostile of hostileTexts) {
      const read = parsePastedRequest(repeat(hostile, 1_000_000), v2)
      expect(read?.refused, JSON.stringify(hostile)).toMatch(/1,000,\d{3} characters.*65,536/)
    }
  })

  it('is one problem when typed, and has no completions', () => {
    for (const hostile of hostileTexts) {
      const text = repeat(hostile, 1_000_000)
      const { query, problems } = parseTyped(text, v2)
      expect(problems).toHaveLength(1)
      expect(problems[0]?.message).toMatch(/1,000,\d{3} characters.*65,536/)
      expect(query).toEqual(parseTyped('', v2).query)
      expect(completeTyped(text, text.length, dataset, () => [])).toEqual([])
      expect(findBareWord(text, text.length)).toBeUndefined()
    }
  })
})
