import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureProcessorMs } from '../../query/testing/measure-processor-ms.ts'
import type { CorrelationRule, CountCondition } from '../rule.ts'
import { correlate } from './correlate.ts'
import { toTermKey } from './find-new-terms.ts'
import { listMatchFields, type RuleMatch } from './rule-match.ts'
import { listNaiveCorrelations } from './testing/naive-correlations.ts'

const head = {
  kind: 'correlation',
  id: 'ffffffff-0000-4000-8000-000000000000',
  title: 'Many deletions',
  description: '',
  level: 'high',
  tags: [],
  references: [],
  falsePositives: [],
  next: [],
  related: [],
  fields: [],
  scope: [],
  file: 'many-deletions.yml',
  aliases: {},
  generate: false,
} as const

function createRule(rule: Partial<CorrelationRule>): CorrelationRule {
  return {
    ...head,
    type: 'event_count',
    rules: ['a'],
    groupBy: ['actor'],
    timespanMs: 60_000,
    conditions: [{ op: 'gte', count: 3 }],
    ...rule,
  }
}

/** `a@5` is a match of rule a at 5 s; rows count from 0. */
function readMatches(text: string, values: RuleMatch['values'] = { actor: 'ana' }): RuleMatch[] {
  return text.split(' ').map((each, row) => {
    const [rule = '', seconds] = each.split('@')
    return { rule, row, timeMs: Number(seconds) * 1000, values }
  })
}

const rowsOf = (rule: CorrelationRule, matches: readonly RuleMatch[]) =>
  correlate(rule, matches).map(({ rows }) => rows)

describe('event_count', () => {
  it('takes a burst of 500 for one correlation, in any order of the entries', () => {
    const matches = Array.from({ length: 500 }, (_, row) => ({
      ...{ rule: 'a', row, timeMs: 1_000_000 - row * 1000, values: { actor: 'ana' } },
    }))
    const rule = createRule({ conditions: [{ op: 'gte', count: 10 }] })
    const [only, ...others] = correlate(rule, matches)
    expect(others).toEqual([])
    expect(only).toMatchObject({
      count: 500,
      fromMs: 501_000,
      toMs: 1_000_000,
      group: { actor: 'ana' },
    })
    expect(only?.rows.slice(0, 2)).toEqual([499, 498])
    // The tenth entry is the first one at which the condition is met.
    expect(only?.metAt[0]).toBe(490)
  })

  it('counts entries of which the last is exactly the timespan after the first', () => {
    expect(rowsOf(createRule({}), readMatches('a@0 a@30 a@60'))).toEqual([[0, 1, 2]])
    expect(rowsOf(createRule({}), readMatches('a@0 a@30 a@60.001'))).toEqual([])
  })

  it('separates two bursts, and joins windows that share an entry', () => {
    const matches = readMatches('a@0 a@1 a@2 a@100 a@200 a@201 a@202 a@261')
    expect(rowsOf(createRule({}), matches)).toEqual([
      [0, 1, 2],
      [4, 5, 6, 7],
    ])
  })

  it('counts entries of equal instants, and one that several rules match once', () => {
    expect(rowsOf(createRule({}), readMatches('a@5 a@5 a@5'))).toEqual([[0, 1, 2]])
    const matches = readMatches('a@0 b@0 a@1').map((each) => ({ ...each, row: each.timeMs }))
    expect(rowsOf(createRule({ rules: ['a', 'b'] }), matches)).toEqual([])
  })

  it('does not take the beginning of a burst for few entries', () => {
    const conditions: CountCondition[] = [
      { op: 'gt', count: 1 },
      { op: 'lte', count: 3 },
    ]
    const matches = readMatches('a@0 a@1 a@2 a@3 a@4 a@300 a@301')
    expect(rowsOf(createRule({ conditions }), matches)).toEqual([[5, 6]])
  })

  it('groups by values, and leaves entries without a value out', () => {
    const values = [{ actor: 'ana' }, { actor: 'bob' }, {}, { actor: '' }, { actor: undefined }]
    const matches = readMatches('a@0 a@1 a@2 a@3 a@4 a@5 a@6 a@7 a@8 a@9 a@10 a@11').map(
      (match, index) => ({ ...match, values: values[index % values.length] ?? {} }),
    )
    expect(correlate(createRule({}), matches)).toEqual([
      expect.objectContaining({ rows: [0, 5, 10], group: { actor: 'ana' } }),
      expect.objectContaining({ rows: [1, 6, 11], group: { actor: 'bob' } }),
    ])
    expect(rowsOf(createRule({ groupBy: [] }), matches)).toEqual([matches.map(({ row }) => row)])
  })

  it('tells groups apart whatever their values contain', () => {
    const rule = createRule({
      groupBy: ['one', 'other', '__proto__'],
      conditions: [{ op: 'gte', count: 2 }],
    })
    const values = (one: string, other: string) =>
      Object.fromEntries([
        ['one', one],
        ['other', other],
        ['__proto__', 'x'],
      ])
    const [first] = readMatches('a@0')
    if (!first) throw new Error('There is a match.')
    const matches = [
      { ...first, row: 0, values: values('a","b', 'c') },
      { ...first, row: 1, values: values('a', 'b","c') },
    ]
    expect(correlate(rule, matches)).toEqual([])
    expect(rowsOf(createRule({ groupBy: ['toString'] }), readMatches('a@0 a@1 a@2'))).toEqual([])
  })

  it('passes over matches without a time and of other rules', () => {
    expect(rowsOf(createRule({}), readMatches('a@0 a@1 a@x c@2'))).toEqual([])
  })
})

describe('value_count', () => {
  it('counts different values, and passes over entries without one', () => {
    const rule = createRule({ type: 'value_count', field: 'zone' })
    const zones = ['x', 'y', undefined, 'x', 'z', '']
    const matches = readMatches('a@0 a@1 a@2 a@3 a@4 a@5').map((match, index) => ({
      ...match,
      values: { actor: 'ana', zone: zones[index] },
    }))
    expect(correlate(rule, matches)).toMatchObject([{ rows: [0, 1, 3, 4], count: 3, metAt: [4] }])
    expect(correlate(rule, matches.slice(0, 4))).toEqual([])
  })
})

describe('temporal', () => {
  it('needs all rules in any order, with the values of one group', () => {
    const rule = createRule({ type: 'temporal', rules: ['a', 'b'], conditions: [] })
    expect(rowsOf(rule, readMatches('b@0 a@60 a@500'))).toEqual([[0, 1]])
    expect(rowsOf(rule, readMatches('b@0 a@61'))).toEqual([])
  })
})

describe('temporal_ordered', () => {
  const rule = createRule({ type: 'temporal_ordered', rules: ['a', 'b', 'c'], conditions: [] })

  it.each([
    ['a@0 b@1 c@2', [[0, 1, 2]]],
    ['c@0 b@1 a@2', []],
    ['a@0 b@1 c@61', []],
    ['c@2 b@1 a@0', [[2, 1, 0]]],
    // The last ones that come too early, and the first ones that come too late, are no part of it.
    ['c@0 a@1 b@2 a@3 c@4 b@5', [[1, 2, 4]]],
    ['a@5 b@5 c@5', [[0, 1, 2]]],
    [
      'a@0 b@1 c@2 a@100 b@101 c@102',
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
    ],
  ])('finds in %s %j', (text, rows) => {
    expect(rowsOf(rule, readMatches(text))).toEqual(rows)
  })

  it('does not take one entry for two steps', () => {
    const matches = readMatches('a@0 b@0 c@1').map((each, index) => ({
      ...each,
      row: index === 2 ? 1 : 0,
    }))
    expect(rowsOf(rule, matches)).toEqual([])
    const [other] = readMatches('b@0')
    const more = other ? [...matches, { ...other, row: 7 }] : []
    expect(rowsOf(rule, more)).toEqual([[0, 7, 1]])
  })

  it('finds many failed sign-ins before one that succeeded, by the rows at which they were many', () => {
    const failed = readMatches('a@0 a@1 a@2 a@4')
    const many = createRule({ id: 'many' })
    const ordered = createRule({
      type: 'temporal_ordered',
      rules: ['many', 'b'],
      conditions: [],
    })
    const success = (seconds: number): RuleMatch => ({
      ...{ rule: 'b', row: 9, timeMs: seconds * 1000, values: { actor: 'ana' } },
    })
    const chained = correlate(many, failed).flatMap(({ metAt }) =>
      metAt.flatMap((row) => {
        const match = failed.find((each) => each.row === row)
        return match ? [{ ...match, rule: 'many' }] : []
      }),
    )
    expect(rowsOf(ordered, [...chained, success(3)])).toEqual([[2, 9]])
    expect(rowsOf(ordered, [...chained, success(1.5)])).toEqual([])
  })
})

describe('new_terms', () => {
  const rule = createRule({
    type: 'new_terms',
    conditions: [],
    field: 'address',
    groupBy: ['actor'],
  })
  const matches = [
    ['ana', '192.0.2.1'],
    ['ana', '203.0.113.7'],
    ['bob', '192.0.2.1'],
    ['ana', undefined],
    ['ana', '203.0.113.7'],
  ].map(([actor, address], row) => ({
    ...{ rule: 'a', row, timeMs: 1000 - row, values: { actor, address } },
  }))

  it('finds the values of a group that the baseline lacks, the first one marked', () => {
    const known = new Set([
      toTermKey(rule, { values: { actor: 'ana', address: '192.0.2.1' } }) ?? '',
    ])
    expect(correlate(rule, matches, known)).toEqual([
      {
        rows: [4, 1],
        fromMs: 996,
        toMs: 999,
        group: { actor: 'ana' },
        count: 2,
        metAt: [4],
        term: '203.0.113.7',
      },
      expect.objectContaining({ rows: [2], group: { actor: 'bob' }, term: '192.0.2.1' }),
    ])
  })

  it('finds nothing without a baseline, and everything with an empty one', () => {
    expect(correlate(rule, matches)).toEqual([])
    expect(correlate(rule, matches, new Set())).toHaveLength(3)
  })

  it('has no key for an entry without the value or the group', () => {
    expect(toTermKey(rule, { values: { actor: 'ana' } })).toBeUndefined()
    expect(toTermKey(rule, { values: { address: '192.0.2.1' } })).toBeUndefined()
  })
})

it('reads values by the aliases of each rule', () => {
  const rule = createRule({
    ...{ groupBy: ['who', 'zone'], field: 'zone' },
    aliases: { who: { a: 'actor.email', b: 'user_email' } },
  })
  expect(listMatchFields(rule, 'a')).toEqual([
    { name: 'who', field: 'actor.email' },
    { name: 'zone', field: 'zone' },
  ])
  expect(listMatchFields(rule, 'b')[0]).toEqual({ name: 'who', field: 'user_email' })
  expect(listMatchFields(createRule({ groupBy: ['toString'] }), 'toString')).toEqual([
    { name: 'toString', field: 'toString' },
  ])
})

const conditionSets = fc.uniqueArray(
  fc.record({
    op: fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq', 'neq'),
    count: fc.nat({ max: 4 }),
  }),
  { minLength: 1, maxLength: 2, selector: ({ op }) => op },
)

const randomMatches = fc.array(
  fc.record({
    rule: fc.constantFrom('a', 'b', 'c', 'other'),
    row: fc.nat({ max: 6 }),
    values: fc.record({
      actor: fc.constantFrom('ana', 'ana', 'bob', '', undefined),
      zone: fc.constantFrom('x', 'y', 'z', undefined),
    }),
  }),
  { maxLength: 10 },
)

it('finds what the naive implementation finds', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('event_count', 'value_count', 'temporal', 'temporal_ordered'),
      fc.constantFrom(['a'], ['a', 'b'], ['c', 'a', 'b'], ['b', 'a']),
      conditionSets,
      fc.constantFrom([], ['actor']),
      fc.nat({ max: 6 }),
      randomMatches,
      fc.array(fc.nat({ max: 12 }), { minLength: 7, maxLength: 7 }),
      (type, rules, conditions, groupBy, timespanMs, random, times) => {
        const isTemporal = type.startsWith('temporal')
        const rule = createRule({
          ...{ type, rules, groupBy, timespanMs },
          ...(type === 'value_count' && { field: 'zone' }),
          conditions: isTemporal ? [] : conditions,
        })
        // An entry has one time; it may match several rules.
        const matches = random.map((match) => ({ ...match, timeMs: times[match.row] ?? 0 }))
        const found = correlate(rule, matches).map(({ rows, group, metAt }) => ({
          rows: [...rows].sort((a, b) => a - b),
          group: Object.values(group).join('/'),
          metAt: [...metAt].sort((a, b) => a - b),
        }))
        const sorted = <T>(list: readonly T[]) => list.map((each) => JSON.stringify(each)).sort()
        const naive = listNaiveCorrelations(rule, matches).map(({ rows, group, metAt }) => ({
          ...{ rows, group, metAt },
        }))
        expect(sorted(found)).toEqual(sorted(naive))
      },
    ),
    { numRuns: 5_000 },
  )
})

it('gives the same in any order of the matches', () => {
  fc.assert(
    fc.property(
      randomMatches.chain((matches) =>
        fc.tuple(
          fc.constant(matches.map((match) => ({ ...match, timeMs: match.row % 3 }))),
          fc.shuffledSubarray([...matches.keys()], { minLength: matches.length }),
        ),
      ),
      ([matches, order]) => {
        const shuffled = order.flatMap((index) => matches[index] ?? [])
        const rule = createRule({ rules: ['a', 'b'], conditions: [{ op: 'gte', count: 2 }] })
        const toSet = (found: ReturnType<typeof correlate>) =>
          new Set(found.map((each) => JSON.stringify(each)))
        expect(toSet(correlate(rule, shuffled))).toEqual(toSet(correlate(rule, matches)))
      },
    ),
  )
})

it.each(['event_count', 'value_count', 'temporal', 'temporal_ordered', 'new_terms'] as const)(
  'correlates 100,000 matches by %s within a second of processor time',
  (type) => {
    const matches = Array.from({ length: 100_000 }, (_, row) => ({
      rule: row % 2 === 0 ? 'a' : 'b',
      row,
      timeMs: ((row * 7_919) % 100_003) * 10,
      values: { actor: `actor ${row % 50}`, zone: `zone ${row % 1_000}` },
    }))
    const rule = createRule({
      ...{ type, rules: ['a', 'b'], groupBy: groupsOf(type), field: 'zone' },
    })
    expect(correlate(rule, matches, new Set()).length).toBeGreaterThan(0)
    // The fastest of three: other programs slow the processor down.
    const timesMs = [1, 2, 3].map(() =>
      measureProcessorMs(() => void correlate(rule, matches, new Set())),
    )
    expect(Math.min(...timesMs)).toBeLessThan(1_000)
  },
)

/** Actors have rows of one rule each, so the temporal types need one group for all. */
function groupsOf(type: CorrelationRule['type']): readonly string[] {
  return type.startsWith('temporal') ? [] : ['actor']
}
