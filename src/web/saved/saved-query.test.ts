import { afterEach, describe, expect, it, vi } from 'vitest'
import { toIdEnds } from '../ui/text/id-text.ts'
import { formatSavedFile, parseSavedFile } from './saved-file.ts'
import {
  findMovableScope,
  findNameProblem,
  moveToScope,
  parseSavedAddress,
  toAddressWords,
  toFreeName,
} from './saved-query.ts'
import { createSavedStore } from './saved-store.ts'

const [one, two] = ['1'.repeat(32), '2'.repeat(32)]
const address = `/accounts/${one}/logs/audit?range=7d&action_type=delete`
const query = (name: string) => ({ name, note: '', address })

describe('a saved query', () => {
  it('may have any visible name', () => {
    for (const name of ['a', 'Löschungen, 日本語 🔍', "<b>it's</b>"]) {
      expect(findNameProblem(name)).toBeUndefined()
    }
  })

  it('can be asked in another account, with all of its filters', () => {
    expect(findMovableScope(address)).toEqual({ kind: 'account', id: one })
    expect(moveToScope(address, { kind: 'account', id: two })).toBe(address.replace(one, two))
    expect(findMovableScope('/user/audit_logs?range=7d')).toBeUndefined()
  })

  it('may be one of a timeline, which has its accounts in itself', () => {
    const logs = `in=accounts/${one}/logs/audit&in=accounts/${one}/audit_logs`
    const timeline = `/timeline?${logs}&in=user/audit_logs&range=14d&actor=ann@acme.example&verb.not=view`
    expect(parseSavedAddress(`${timeline}&tz=Asia/Kolkata&entry=e@t@user/audit_logs`)).toEqual({
      address: timeline,
    })
    expect(findMovableScope(timeline)).toBeUndefined()
    expect(toAddressWords(timeline)).toBe(
      `All logs · v2, v1 in ${toIdEnds(one)}; user · last 14 days · actor=ann@acme.example · verb.not=view`,
    )
    const hiding = `/timeline?in=user/audit_logs&off=in%3Daccounts/${'a'.repeat(32)}/audit_logs`
    expect(toAddressWords(hiding)).toContain(' · user · 1 hidden · ')
    expect(parseSavedAddress('/timeline?in=nowhere')).toEqual({
      problem: expect.stringContaining('“in=nowhere” names no log'),
    })
    const file = formatSavedFile([{ name: 'a', note: '', address: timeline }])
    expect(parseSavedFile(file)).toMatchObject({ queries: [{ address: timeline }] })
  })

  it('gets a name that is free', () => {
    expect(toFreeName('a', [])).toBe('a')
    expect(toFreeName('a', [query('a'), query('a (2)')])).toBe('a (3)')
    const long = 'x'.repeat(80)
    expect(toFreeName(long, [query(long)])).toHaveLength(80)
  })
})

/** What a browser shows that has this text in its storage. */
function readStored(text: string | null) {
  vi.stubGlobal('localStorage', { getItem: () => text })
  return createSavedStore().get()
}

afterEach(() => void vi.unstubAllGlobals())

describe('what is stored', () => {
  it('is read leniently, and what is none is counted', () => {
    const stored = JSON.stringify([
      ...[query('a'), query('a'), { name: 'b' }, 7, null, query('\u202e')],
      { ...query('c'), address: 'javascript:alert(1)' },
      // A filter that this version does not know is for the page to name.
      { ...query('d'), address: `${address}&of_a_later_version=1` },
    ])
    const { queries, unreadable } = readStored(stored)
    expect(queries.map(({ name }) => name)).toEqual(['a', 'd'])
    expect(unreadable).toBe(6)
  })

  it.each([
    [null, 0],
    ['[]', 0],
    ['{}', 1],
    ['[', 1],
    ['"x"', 1],
  ])('is nothing when %j stands there', (text, unreadable) => {
    expect(readStored(text)).toEqual({ queries: [], unreadable })
  })
})
