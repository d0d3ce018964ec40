import { expect, it } from 'vitest'
import { readRulePack } from '../../detection/pack/rule-pack.ts'
import { allRules, filterRules, groupRules, type RuleChoice } from './filter-rules.ts'

const pack = readRulePack()
const byId = new Map(pack.map((rule) => [rule.id, rule]))
const [mine, off] = pack
if (!mine || !off) throw new Error('The pack is empty.')
const set = { byId, own: new Set([mine.id]), off: new Set([off.id]) }
const choose = (choice: Partial<RuleChoice>) => filterRules(set, { ...allRules, ...choice })

it('chooses rules by each filter', () => {
  expect(choose({})).toHaveLength(pack.length)
  expect(choose({ origin: 'own' })).toEqual([mine])
  expect(choose({ origin: 'shipped' })).toHaveLength(pack.length - 1)
  expect(choose({ state: 'off' })).toEqual([off])
  expect(choose({ level: 'high' }).every(({ level }) => level === 'high')).toBe(true)
  expect(choose({ effect: 'tightens' }).length).toBeGreaterThan(0)
  expect(choose({ effect: 'none' }).every(({ effect }) => effect === undefined)).toBe(true)
  const access = choose({ log: 'access-authentication-logs' })
  expect(access.length).toBeGreaterThan(0)
  expect(access.length).toBeLessThan(pack.length)
})

it('finds words in titles, tags and ids', () => {
  expect(choose({ text: mine.id.toUpperCase() })).toEqual([mine])
  expect(choose({ text: 'attack.t1572' }).every(({ tags }) => tags.includes('attack.t1572'))).toBe(
    true,
  )
  expect(choose({ text: 'zebra' })).toEqual([])
})

it('groups by topic with own rules first, or by level from the most severe', () => {
  const topics = groupRules(choose({}), set, 'topic')
  expect(topics[0]).toEqual({ name: 'Own', rules: [mine] })
  expect(topics.map(({ name }) => name)).toContain('DNS')
  const levels = groupRules(choose({}), set, 'level').map(({ name }) => name)
  expect(levels[0]).toMatch(/Critical|High/)
  expect(levels.at(-1)).toBe('Informational')
})
