import { describe, expect, it } from 'vitest'
import { createListMemory, toListKey } from './list-memory.ts'

const itemsOf = (count: number) => Array.from({ length: count }, (_, id) => ({ id }))

describe('remembered lists', () => {
  it('are bounded together; the one that was read first goes first', () => {
    const memory = createListMemory(() => 0)
    memory.remember('first', itemsOf(4_000))
    memory.remember('second', itemsOf(4_000))
    memory.remember('third', itemsOf(1_900))
    expect(memory.find('first')).toHaveLength(4_000)
    memory.remember('fourth', itemsOf(200))
    expect(memory.find('first')).toBeUndefined()
    expect(memory.find('second')).toHaveLength(4_000)
    expect(memory.find('fourth')).toHaveLength(200)
    for (let count = 0; count < 20_000; count++) memory.remember(`empty ${count}`, [])
    expect(memory.find('fourth')).toBeUndefined()
    expect(memory.find('empty 0')).toBeUndefined()
    expect(memory.find('empty 19999')).toEqual([])
  })

  it('replace an earlier list of the same key', () => {
    const memory = createListMemory(() => 0)
    for (let count = 0; count < 10; count++) memory.remember('a', itemsOf(9_000))
    expect(memory.find('a')).toHaveLength(9_000)
  })
})

describe('the key of a list', () => {
  const subject = {
    principal: 'person alice',
    limits: { ids: { account: new Set(['a', 'b']) }, kinds: new Set<never>() },
    kind: 'account' as const,
    filters: [],
  }

  it('does not depend on the order of the allow-list', () => {
    const limits = { ids: { account: new Set(['b', 'a']) }, kinds: new Set<never>() }
    expect(toListKey({ ...subject, limits })).toBe(toListKey(subject))
  })

  it('differs with everything else', () => {
    const keys = [
      subject,
      { ...subject, principal: 'person bob' },
      { ...subject, principal: 'service alice' },
      { ...subject, kind: 'zone' as const },
      { ...subject, filters: [['account.id', 'a']] as const },
      { ...subject, limits: { ...subject.limits, kinds: new Set(['user' as const]) } },
      { ...subject, limits: { ids: { zone: new Set(['a', 'b']) }, kinds: new Set<never>() } },
      { ...subject, limits: { ids: { account: new Set(['a,b']) }, kinds: new Set<never>() } },
      { ...subject, limits: { ids: { account: new Set(['a']) }, kinds: new Set<never>() } },
    ].map((each) => toListKey(each))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
