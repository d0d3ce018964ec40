import { beforeEach, describe, expect, it, vi } from 'vitest'
import { changeOwnRules, createOwnRuleStore, findSizeProblem, ownRuleSizes } from './own-rules.ts'

const stored = new Map<string, string>()
let isFull = false
const storage = {
  get length() {
    return stored.size
  },
  key: (at: number) => [...stored.keys()][at] ?? null,
  getItem: (key: string) => stored.get(key) ?? null,
  setItem(key: string, value: string) {
    if (isFull) throw new DOMException('full', 'QuotaExceededError')
    stored.set(key, value)
  },
  removeItem: (key: string) => stored.delete(key),
}

const toId = (number: number) => `0d5c4a0e-5b0c-4a52-9a0f-${String(number).padStart(12, '0')}`
const toRule = (number: number, text = 'title: x') => ({ id: toId(number), file: 'a.yml', text })

beforeEach(() => {
  vi.stubGlobal('localStorage', storage)
  stored.clear()
  isFull = false
})

function readStored(value: unknown) {
  stored.set('gumshoe.rules', typeof value === 'string' ? value : JSON.stringify(value))
  return createOwnRuleStore().get()
}

it('are read when the module is loaded', async () => {
  stored.set('gumshoe.rules', JSON.stringify([toRule(1)]))
  vi.resetModules()
  const { getOwnRules } = await import('./own-rules.ts')
  expect(getOwnRules().rules).toEqual([toRule(1)])
})

describe('the stored rules', () => {
  it('are what was stored', () => {
    expect(createOwnRuleStore().get()).toEqual({ rules: [], unreadable: 0 })
    expect(changeOwnRules(() => [toRule(1), toRule(2)])).toBeUndefined()
    expect(createOwnRuleStore().get()).toEqual({ rules: [toRule(1), toRule(2)], unreadable: 0 })
  })

  it.each([
    ['no JSON', '{', 0],
    ['no list', { rules: [] }, 0],
    ['no object', [null, 1, 'x', toRule(1)], 1],
    ['an id that is none', [{ ...toRule(1), id: '__proto__' }, toRule(2)], 1],
    ['a text that is none', [{ ...toRule(1), text: ['a'] }, toRule(2)], 1],
    ['the same id twice', [toRule(1), toRule(1, 'other')], 1],
    ['a text that is too long', [toRule(1, 'x'.repeat(ownRuleSizes.text + 1)), toRule(2)], 1],
    ['too many', Array.from({ length: ownRuleSizes.rules + 3 }, (_, at) => toRule(at)), 500],
  ])('without what is damaged, whose text is kept: %s', (_, value, count) => {
    const { rules, unreadable } = readStored(value)
    expect(rules).toHaveLength(count)
    expect(unreadable).toBeGreaterThan(0)
    expect([...stored.keys()].some((key) => key.startsWith('gumshoe.damaged gumshoe.rules'))).toBe(
      true,
    )
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })
})

describe('a change', () => {
  it('that would be too large changes nothing and names the limit', () => {
    changeOwnRules(() => [toRule(1)])
    const many = Array.from({ length: 501 }, (_, at) => toRule(at))
    expect(changeOwnRules(() => many)).toContain('At most 500 own rules')
    const large = Array.from({ length: 11 }, (_, at) => toRule(at, 'x'.repeat(99_000)))
    expect(findSizeProblem(large)).toContain('at most 1,000,000 characters')
    expect(createOwnRuleStore().get().rules).toEqual([toRule(1)])
  })

  it('that the browser does not store changes nothing and says so', () => {
    changeOwnRules(() => [toRule(1)])
    isFull = true
    expect(changeOwnRules(() => [])).toContain('storage for this page is full')
    isFull = false
    expect(createOwnRuleStore().get().rules).toEqual([toRule(1)])
  })
})
