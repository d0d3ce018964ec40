import { describe, expect, it } from 'vitest'
import { filter, type Parameter, timeBound } from '../catalog/parameters.ts'
import type { Pair } from './query-string.ts'
import { readRequestPairs, toRequestPairs } from './request-pairs.ts'
import { findRequestsProblem } from './split-query.ts'
import { validatePairs } from './validate-query.ts'

const email = filter('email', 'Email', 'actor', { exclude: true, description: 'Email.' })
const parameters: readonly Parameter[] = [
  timeBound('since', { kind: 'instant', required: true, description: 'From.' }),
  timeBound('before', {
    kind: 'instant',
    required: true,
    description: 'To.',
    requestName: 'until',
  }),
  { ...email, operator: { key: 'email_op', exclude: 'neq' } },
  { ...email, wireName: 'ray', operator: { key: 'rayOp', include: 'eq', exclude: 'neq' } },
  filter('country', 'Country', 'actor', { exclude: true, repeats: true, description: 'Country.' }),
]
const endpoint = { parameters }
const time: Pair[] = [
  ['since', '2026-11-01T00:00:00Z'],
  ['until', '2026-11-02T00:00:00Z'],
]

describe('the pairs of a request', () => {
  it.each<[string, Pair[], Pair[]]>([
    ['another name', [['before', 'x']], [['until', 'x']]],
    ['an include', [['email', 'a']], [['email', 'a']]],
    [
      'an exclude',
      [['email.not', 'a']],
      [
        ['email', 'a'],
        ['email_op', 'neq'],
      ],
    ],
    [
      'an include with a word of its own',
      [['ray', 'a']],
      [
        ['ray', 'a'],
        ['rayOp', 'eq'],
      ],
    ],
    [
      'an exclude beside it',
      [['ray.not', 'a']],
      [
        ['ray', 'a'],
        ['rayOp', 'neq'],
      ],
    ],
    ['an exclude by name', [['country.not', 'a']], [['country.not', 'a']]],
    ['what nobody knows', [['x', 'a']], [['x', 'a']]],
  ])('say %s as the API does, and are read back', (_, address, request) => {
    expect(toRequestPairs(endpoint, address)).toEqual(request)
    expect(readRequestPairs(endpoint, request)).toEqual({ pairs: address, parts: [], problems: [] })
  })

  it('are those of the address where the API spells nothing otherwise', () => {
    const pairs: Pair[] = [['country.not', 'a']]
    const plain = { parameters: parameters.filter(({ wireName }) => wireName === 'country') }
    expect(toRequestPairs(plain, pairs)).toBe(pairs)
    expect(readRequestPairs(plain, pairs).pairs).toBe(pairs)
  })

  it.each<[string, Pair[], string]>([
    [
      'a name of addresses',
      [['before', '2026-11-02T00:00:00Z']],
      '“before” is not a parameter of this log. Write “until”.',
    ],
    [
      'an exclude of addresses',
      [['email.not', 'a']],
      '“email.not” is not a parameter of this log. Write “email” with “email_op=neq”.',
    ],
    [
      'an unknown operator',
      [
        ['email', 'a'],
        ['email_op', 'like'],
      ],
      '“like” is not valid for “email_op”. Use neq.',
    ],
    [
      'an operator of nothing',
      [['email_op', 'neq']],
      '“email_op” says how “email” is compared, which is missing. Add it, or remove both.',
    ],
    [
      'an operator twice',
      [
        ['email', 'a'],
        ['email_op', 'neq'],
        ['email_op', 'neq'],
      ],
      '“email_op” takes one value. Keep one and remove the others.',
    ],
    [
      'two values to exclude',
      [
        ['email', 'a'],
        ['email', 'b'],
        ['email_op', 'neq'],
      ],
      '“email.not” takes one value. Keep one and remove the others.',
    ],
  ])('are refused with %s', (_, pairs, message) => {
    expect(validatePairs(endpoint, [...time, ...pairs]).map((each) => each.message)).toContain(
      message,
    )
  })

  it('are named as the API does when they are missing, and compared as times', () => {
    const missing = validatePairs(endpoint, []).map(({ key }) => key)
    expect(missing).toEqual(['since', 'until'])
    const turned = time.map(([key], at): Pair => [key, time[1 - at]?.[1] ?? ''])
    expect(validatePairs(endpoint, turned).map(({ kind }) => kind)).toEqual(['contradiction'])
    expect(validatePairs(endpoint, time)).toEqual([])
  })
})

describe('an operator', () => {
  const exclude = (...values: string[]) => ({
    parameter: 'email',
    mode: 'exclude' as const,
    values,
  })
  const include = { parameter: 'email', mode: 'include' as const, values: ['a', 'b'] }
  it('excludes one value, and not beside an include', () => {
    expect(findRequestsProblem(endpoint, [exclude('a')])).toBeUndefined()
    expect(findRequestsProblem(endpoint, [include])).toBeUndefined()
    expect(findRequestsProblem(endpoint, [exclude('a', 'b')])).toContain('one value of “email”')
    expect(findRequestsProblem(endpoint, [include, exclude('c')])).toContain('one value of “email”')
  })
})

describe('an operator without which the API compares parts of values', () => {
  const operator = {
    key: 'emailOp',
    include: 'eq',
    exclude: 'neq',
    parts: { include: 'contains', unless: { key: 'email_exact', value: 'true' } },
  }
  const user = { ...email, field: 'user_email', operator }
  const log = { parameters: [user] }
  const read = (text: string) =>
    readRequestPairs(
      log,
      text.split('&').map((pair) => pair.split('=') as [string, string]),
    )

  it.each([
    ['email=a&emailOp=eq&email_exact=true', 'email'],
    ['email=a&emailOp=neq&email_exact=true', 'email.not'],
  ])('is sent with the word for whole values: %s', (request, key) => {
    expect(
      toRequestPairs(log, [[key, 'a']])
        .map((pair) => pair.join('='))
        .join('&'),
    ).toBe(request)
    expect(read(request)).toEqual({ pairs: [[key, 'a']], parts: [], problems: [] })
  })

  it.each([
    'email=a&email_exact=true',
    'email=a&emailOp=eq',
    'email=a&emailOp=contains&email_exact=true',
  ])('compares whole values in %s', (request) => {
    expect(read(request)).toEqual({ pairs: [['email', 'a']], parts: [], problems: [] })
  })

  it.each([
    ['email=a', 'include'],
    ['email=a&email_exact=false', 'include'],
    ['email=a&emailOp=contains', 'include'],
    ['email=a&emailOp=neq', 'exclude'],
  ])('compares parts in %s', (request, mode) => {
    const parts = [{ parameter: user, mode, text: 'a' }]
    expect(read(request)).toEqual({ pairs: [], parts, problems: [] })
  })

  it('refuses other words, and words without a value', () => {
    expect(read('email=a&emailOp=like').problems[0]?.message).toContain(
      'Use eq or neq or contains.',
    )
    expect(read('email=a&email_exact=yes').problems[0]?.message).toContain('Use true or false.')
    expect(read('email_exact=true').problems[0]?.message).toContain('“email” is compared')
    const kinds = (text: string) => validatePairs(log, [['email', text]]).map(({ kind }) => kind)
    expect(kinds('')).toEqual(['bad-value'])
    expect(kinds('a')).toEqual([])
  })
})
