import { expect, it } from 'vitest'
import type { Rule } from '../../detection/rule.ts'
import { isPartOnly, listActiveRules } from './list-active-rules.ts'

const toRule = (id: string, rules?: readonly string[], generate = false) =>
  ({ id, kind: rules ? 'correlation' : 'detection', rules, generate }) as unknown as Rule

const base = toRule('base')
const burst = toRule('burst', ['base'])
const bursts = toRule('bursts', ['burst'], true)
const alone = toRule('alone')
const rules = [base, burst, bursts, alone]
const listIds = (...off: string[]) => listActiveRules(rules, new Set(off)).map(({ id }) => id)

it('leaves a rule that is switched off out', () => {
  expect(listIds()).toEqual(['base', 'burst', 'bursts', 'alone'])
  expect(listIds('alone')).toEqual(['base', 'burst', 'bursts'])
})

it('keeps what a correlation needs that is on, and nothing that only one needs that is off', () => {
  expect(listIds('burst')).toEqual(['base', 'burst', 'bursts', 'alone'])
  expect(listIds('burst', 'bursts')).toEqual(['alone'])
  expect(listIds('bursts')).toEqual(['base', 'burst', 'alone'])
})

it('tells the rules that are only there for a correlation', () => {
  expect(rules.filter(({ id }) => isPartOnly(id, rules))).toEqual([base])
})
