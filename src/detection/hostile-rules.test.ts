/** Rules and entries that were written to do harm. */
import { describe, expect, it } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import { createRuleMatcher } from './evaluate/compile-rule.ts'
import { explainRule } from './evaluate/explain-rule.ts'
import { listMatchedValues } from './evaluate/list-matched-values.ts'
import { readRuleFiles } from './parse/read-rule-files.ts'
import { readOneRule } from './testing/read-one-rule.ts'
import { toRuleId, toRuleText } from './testing/rule-text.ts'

const dataset = getDataset('account-audit-logs-v2')

/** The result, and fails when it took longer. The limits tell linear time from what never ends, also on a busy machine. */
function within<T>(limitMs: number, run: () => T): T {
  const start = performance.now()
  const result = run()
  expect(performance.now() - start).toBeLessThan(limitMs)
  return result
}

const listMessages = (text: string) =>
  readRuleFiles([{ name: 'a.yml', text }]).problems.map(({ message }) => message)

describe('a hostile file', () => {
  it.each([
    ['lists', '['.repeat(500_000)],
    ['closed lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['maps', `${'{a: '.repeat(200_000)}`],
    ['blocks', Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['one-line blocks', '- '.repeat(100_000)],
    ['questions', '? '.repeat(100_000)],
  ])('of deeply nested %s is refused', (_, text) => {
    const messages = within(20_000, () => listMessages(text))
    expect(messages).toHaveLength(1)
  })

  it('of aliases that grow is refused', () => {
    const levels = Array.from({ length: 12 }, (_, at) =>
      at === 0
        ? 'l0: &l0 [x, x, x, x, x, x, x, x, x, x]'
        : `l${at}: &l${at} [${`*l${at - 1}, `.repeat(10)}]`,
    )
    const messages = within(20_000, () => listMessages(levels.join('\n')))
    expect(messages).toEqual([expect.stringContaining('aliases counted. Split it.')])
  })

  it('with an alias of itself is refused', () => {
    const messages = within(20_000, () => listMessages('a: &a [*a]'))
    expect(messages).toHaveLength(1)
  })

  it('with many aliases of one anchor is read in time', () => {
    const text = `a: &a x\nb: [${'*a, '.repeat(20_000)}]`
    expect(within(20_000, () => listMessages(text)).join()).toContain('The rule has no title')
  })

  it('of more than a million characters is refused unread', () => {
    const refusal = ['The file has more than 1,000,000 characters. Split it.']
    expect(listMessages('x'.repeat(1_000_001))).toEqual(refusal)
    // To read so many takes far longer, or more memory than there is.
    expect(within(5_000, () => listMessages('x'.repeat(100_000_000)))).toEqual(refusal)
  })

  it('of a million characters is read in time', () => {
    const rule = (number: number) =>
      toRuleText(
        'a: { action.type: [x, y], raw.uri|contains: z }\ncondition: a',
        `id: ${toRuleId(number)}`,
      )
    const count = Math.floor(990_000 / (rule(1).length + 5))
    const text = Array.from({ length: count }, (_, at) => rule(at)).join('\n---\n')
    const { rules, problems } = within(20_000, () => readRuleFiles([{ name: 'a.yml', text }]))
    expect(problems).toEqual([])
    expect(rules).toHaveLength(count)
  })

  it('with many keys or many documents is read in time', () => {
    const keys = Array.from({ length: 40_000 }, (_, at) => `key-of-mine-${at}: x`).join('\n')
    expect(within(20_000, () => listMessages(keys)).join()).toContain('The rule has no title')
    const documents = 'a: b\n---\n'.repeat(20_000)
    expect(within(20_000, () => listMessages(documents)).length).toBeLessThan(101)
  })

  it('with keys of prototypes has no effect', () => {
    const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
    for (const key of keys) {
      const text = toRuleText(
        `${key}: { action.type: x }\ncondition: ${key}`,
        `${key}: { level: high }`,
      )
      const { rules, problems } = readRuleFiles([{ name: 'a.yml', text }])
      expect(problems).toEqual([])
      expect(rules).toMatchObject([{ level: 'informational' }])
    }
    const modifier = listMessages(toRuleText('a: { action.type|constructor: x }\ncondition: a'))
    expect(modifier.join()).toContain('There is no modifier “constructor”')
    const tag = listMessages(toRuleText('a: [x]\ncondition: a', 'tags: [effect.constructor]'))
    expect(tag.join()).toContain('There is no tag')
    const service = listMessages(toRuleText('a: [x]\ncondition: a', '', 'service: constructor'))
    expect(service.join()).toContain('service has to be one of')
    expect(Object.prototype).not.toHaveProperty('level')
  })

  it('with lone surrogates, zero bytes and right-to-left marks is read', () => {
    const rule = readOneRule('a: { actor.email: ["\\ud800", "\\0", "\\u202e"] }\ncondition: a')
    const matches = createRuleMatcher(rule, dataset)
    expect(matches({ actor: { email: '\ud800' } })).toBe(true)
    expect(matches({ actor: { email: '\ufffd' } })).toBe(false)
    expect(matches({ actor: { email: '\0' } })).toBe(true)
  })
})

describe('a hostile rule', () => {
  const long = 'a'.repeat(200_000)

  it.each([
    ['nested repetitions', '(a+)+$'],
    ['alternatives that overlap', '(a|aa)+$'],
    ['optional parts', `${'a?'.repeat(100)}${'a'.repeat(100)}b`],
    ['several any', '.*a.*a.*a.*a.*b'],
    ['counted repetitions', '(a{1,30}){1,30}b'],
  ])('with an expression of %s finishes quickly', (_, regex) => {
    const rule = readOneRule(`a: { actor.email|re: '${regex}' }\ncondition: a`)
    const matches = createRuleMatcher(rule, dataset)
    within(20_000, () => matches({ actor: { email: `${long}!` } }))
  })

  it.each([
    ['repetitions that multiply', '((a{100}){100}){100}'],
    ['an expression that is too long', 'a'.repeat(2_001)],
    ['parentheses', '('.repeat(1_900)],
  ])('with %s is refused', (_, regex) => {
    const text = toRuleText(`a: { actor.email|re: '${regex}' }\ncondition: a`)
    expect(within(20_000, () => listMessages(text)).join()).toContain('cannot be used')
  })

  it.each([
    '*a'.repeat(100),
    `${'*a'.repeat(100)}b`,
    `${'*a?'.repeat(60)}b*`,
    `*${'?'.repeat(200)}`,
  ])('with the wildcards %s finishes quickly', (pattern) => {
    const rule = readOneRule(`a: { actor.email: '${pattern}' }\ncondition: a`)
    const matches = createRuleMatcher(rule, dataset)
    within(20_000, () => matches({ actor: { email: long } }))
  })

  it('with a list of ten thousand texts tests many entries in time, and more are refused', () => {
    const texts = Array.from({ length: 9_999 }, (_, at) => `user-${at}@example.com`)
    const rule = readOneRule(`a: { actor.email: ${JSON.stringify(texts)} }\ncondition: a`)
    const matches = createRuleMatcher(rule, dataset)
    within(10_000, () => {
      for (let at = 0; at < 20_000; at++) matches({ actor: { email: `user-${at}@example.com` } })
    })
    expect(matches({ actor: { email: 'USER-9998@example.com' } })).toBe(true)
    expect(matches({ actor: { email: 'user-9999@example.com' } })).toBe(false)
    expect(explainRule(rule, dataset).length).toBeLessThan(30)
    const more = JSON.stringify([...texts, 'x', 'y'])
    expect(listMessages(toRuleText(`a: { actor.email: ${more} }\ncondition: a`)).join()).toContain(
      'The rule has more than 10,000 values',
    )
  })

  it('that names a long selection often is tested and explained in time, and very often refused', () => {
    const values = JSON.stringify(Array.from({ length: 2_000 }, (_, at) => `*${at}*${at}`))
    const naming = (times: number) => {
      const condition = Array.from({ length: times }, () => 'not a').join(' and ')
      return `a: { actor.email: ${values} }\ncondition: ${condition}`
    }
    const rule = readOneRule(naming(20))
    const matches = createRuleMatcher(rule, dataset)
    within(20_000, () => expect(matches({ actor: { email: 'b' } })).toBe(true))
    within(20_000, () => explainRule(rule, dataset))
    within(20_000, () => listMatchedValues(rule, dataset, { actor: { email: 'b' } }))
    expect(within(20_000, () => listMessages(toRuleText(naming(400)))).join()).toContain(
      'The condition tests more than 50,000 values',
    )
  })
})

describe('a hostile entry', () => {
  const rule = readOneRule(`
a: { resource.request.a|contains: x }
b: [word]
c: { actor.email: deep }
condition: 1 of them`)
  const matches = createRuleMatcher(rule, dataset)

  const nest = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

  it.each([
    ['deep lists below a field', { resource: { request: nest(50_000) } }],
    ['a deep list as a value', { actor: { email: nest(50_000) } }],
    ['deep JSON as text', { resource: { request: '['.repeat(50_000) + ']'.repeat(50_000) } }],
    ['a huge list', { resource: { request: Array.from({ length: 200_000 }, () => ({ a: 'y' })) } }],
    ['a list instead of an entry', []],
    ['a text instead of an entry', 'text'],
    ['null', null],
    ['nothing', undefined],
  ])('of %s does not match, in time', (_, entry) => {
    within(20_000, () => expect(matches(entry)).toBe(false))
    within(20_000, () => expect(listMatchedValues(rule, dataset, entry)).toEqual([]))
  })

  it('has no values of its prototypes', () => {
    const inherited = readOneRule(
      'a: { resource.request.constructor|exists: true }\nb: { resource.request.length|exists: true }\ncondition: a or b',
    )
    const inheritedMatches = createRuleMatcher(inherited, dataset)
    expect(inheritedMatches({ resource: { request: {} } })).toBe(false)
    expect(inheritedMatches({ resource: { request: ['x'] } })).toBe(false)
    const own = JSON.parse('{"resource":{"request":{"__proto__":{"a":"x"}}}}')
    expect(matches(own)).toBe(false)
    const proto = readOneRule('a: { resource.request.__proto__.a: x }\ncondition: a')
    expect(createRuleMatcher(proto, dataset)(own)).toBe(true)
  })
})
