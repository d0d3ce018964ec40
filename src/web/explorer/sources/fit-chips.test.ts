import { describe, expect, it } from 'vitest'
import { datasets } from '../../../catalog/index.ts'
import { createQuery, type Scope, type Source } from '../../../query/log-query.ts'
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'
import { findAction, findShownName, fitChips, hasMenu } from './fit-chips.ts'
import { type FindChipState, listGroupChips, listLogChips, toRestChip } from './list-chips.ts'

const toAccount = (digit: string): Scope => ({ kind: 'account', id: digit.repeat(32) })
const ofAccounts = datasets.filter(({ scopes }) => scopes.some(({ kind }) => kind === 'account'))

/** All logs of these accounts, and that of the user. */
function listPlans(accounts: string): readonly SourcePlan[] {
  const sources = [...accounts].flatMap((digit) =>
    ofAccounts.map(({ id }): Source => ({ dataset: id, scope: toAccount(digit) })),
  )
  const user: Source = { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } }
  return [...sources, user].map((source) => ({
    source,
    query: createQuery(source.dataset, source.scope),
    roleFilters: [],
    unchecked: [],
  }))
}

const findState: FindChipState = () => ({ loaded: 12_345, share: 1 })
const failed: FindChipState = () => ({
  ...{ loaded: 0, share: 0 },
  failure: { kind: 'unreachable' },
})

function arrange(plan: readonly SourcePlan[], width: number, find = findState) {
  const names = {
    toName: (scope: Scope) => ('id' in scope ? `Acme ${scope.id[0]}` : 'the user'),
    showsAccounts: new Set(plan.map(({ source }) => JSON.stringify(source.scope))).size > 2,
  }
  const lists = [listLogChips(plan, find, names), listGroupChips(plan, find, names)] as const
  return fitChips(lists, width)
}

const countPlans = (chips: readonly { plans: readonly unknown[] }[]) =>
  chips.reduce((sum, { plans }) => sum + plans.length, 0)

describe('the chips of a timeline', () => {
  const all = listPlans('123456')

  it.each([1440, 1280, 900, 420, 320])('have every log once, %i pixels wide', (width) => {
    for (const plan of [all, listPlans('123'), listPlans('1')]) {
      const { inLine, rest } = arrange(plan, width - 24)
      expect(countPlans([...inLine, ...rest])).toBe(plan.length)
      expect(inLine.length).toBeGreaterThan(1)
    }
  })

  it('are one for each log where there is room', () => {
    const { form, inLine } = arrange(listPlans('1'), 1416)
    expect(form).toBe('whole')
    expect(inLine.map(({ word, name }) => [word, name])).toEqual([
      ['v2', undefined],
      ['v1', undefined],
      ['insights', undefined],
      ['access', undefined],
      ['scim', undefined],
      ['user', undefined],
    ])
  })

  it('are one for the same log of several accounts where there is not', () => {
    const { form, inLine, rest } = arrange(listPlans('123'), 1416)
    expect([form, rest]).toEqual(['whole', []])
    expect(inLine.map(({ word, name }) => [word, name])).toEqual([
      ['v2', '3 accounts'],
      ['v1', '3 accounts'],
      ['insights', '3 accounts'],
      ['access', '3 accounts'],
      ['scim', '3 accounts'],
      ['user', undefined],
    ])
    expect(inLine[0]?.words.label).toBe('37,035')
    expect(inLine[0]?.spoken).toBe('Account v2, 3 accounts')
  })

  it('say less in a narrow line, and the last ones share a chip', () => {
    expect(arrange(listPlans('123'), 876).form).toBe('compact')
    const { form, inLine, rest } = arrange(listPlans('123'), 340)
    expect(form).toBe('short')
    expect(inLine.map(({ word }) => word)).toEqual(['v2', 'v1', 'insights'])
    expect(toRestChip(rest, findState)).toMatchObject({ word: '7 more', title: 'More logs' })
    const [v2] = inLine
    expect(v2 && findShownName(v2, form)).toBe('×3')
  })

  it('do not change their form while entries are counted', () => {
    for (const width of [300, 340, 396, 640, 700, 876, 1256, 1416]) {
      const before = arrange(listPlans('123'), width, () => undefined)
      const { form, inLine } = arrange(listPlans('123'), width, () => ({ loaded: 3_333, share: 1 }))
      expect([before.form, before.inLine.length]).toEqual([form, inLine.length])
    }
  })

  it('open a list where a log failed and there is no room to retry it', () => {
    const [chip] = arrange(listPlans('1'), 1416, failed).inLine
    expect(chip && findAction(chip)).toBe('Retry')
    expect(chip && hasMenu(chip, 'whole')).toBe(false)
    expect(chip && hasMenu(chip, 'short')).toBe(true)
  })

  it('have one for all logs that are not asked, also beside those of several accounts', () => {
    const plan = all.map(
      ({ source }, at): SourcePlan =>
        source.dataset === 'account-audit-logs-v1'
          ? { source, cannotContain: ['credentialId'] }
          : (all[at] as SourcePlan),
    )
    const { inLine } = arrange(plan, 1416)
    expect(inLine.at(-1)).toMatchObject({ word: '6 not asked', words: { kind: 'cannot-contain' } })
    expect(inLine.filter(({ word }) => word === 'v1')).toEqual([])
  })
})
