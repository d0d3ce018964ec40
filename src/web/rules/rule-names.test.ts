import { expect, it } from 'vitest'
import type { Rule } from '../../detection/rule.ts'
import { isUnknownRule, toRuleName } from './rule-names.ts'

const id = '0d5c4a0e-5b0c-4a52-9a0f-000000000001'
const other = '7d5c4a0e-5b0c-4a52-9a0f-000000000002'
const rule = { id, title: 'Tunnel created', tags: ['attack.t1572'] } as unknown as Rule
const read = { status: 'read' as const, byId: new Map([[id, rule]]) }
const unread = { status: 'reading' as const, byId: new Map<string, Rule>() }

it('names a rule by its title, and an effect in words', () => {
  expect(toRuleName(id, read)).toBe('Tunnel created')
  expect(toRuleName('effect.loosens', unread)).toBe('loosens security')
  expect(toRuleName('new.actor', read)).toBe('first for this actor')
  expect(isUnknownRule('new.account', read)).toBe(false)
  expect(toRuleName('seal.changed', read)).toBe('changed')
  expect(isUnknownRule('seal.changed', read)).toBe(false)
  expect(toRuleName('attack.t1572', read)).toBe('attack.t1572')
})

it('says that there is no such rule, once the rules are read', () => {
  expect(toRuleName(other, unread)).toBe('rule 7d5c4a0e…')
  expect(toRuleName(other, read)).toBe('no rule with the id 7d5c4a0e… here')
  expect(
    [id, other, 'attack.t1572', 'attack.t9999'].map((each) => isUnknownRule(each, read)),
  ).toEqual([...[false, true, false, true]])
  expect(isUnknownRule(other, unread)).toBe(false)
})
