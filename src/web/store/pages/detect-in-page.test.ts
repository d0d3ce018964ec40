import { describe, expect, it } from 'vitest'
import { all, any, contains, is, makeRule } from '../testing/make-rules.ts'
import { detectInPage, type HintedRule } from './detect-in-page.ts'

const datasetId = 'account-audit-logs-v2'
const encoder = new TextEncoder()

/** Matches each rule against each text of an entry; the result has a list of 0 and 1 for each rule. */
function detect(rules: readonly HintedRule[], texts: readonly string[]): readonly number[][] {
  const lengths = texts.map((text) => encoder.encode(text).length)
  const ends = Uint32Array.from(lengths, (_, at) =>
    lengths.slice(0, at + 1).reduce((sum, each) => sum + each, 0),
  )
  const starts = ends.map((end, at) => end - (lengths[at] ?? 0))
  const matched = detectInPage(encoder.encode(texts.join('')), starts, ends, {
    datasetId,
    rules: JSON.stringify(rules),
    numbers: Uint16Array.from(rules.flatMap((_, rule) => texts.map(() => rule))),
    entries: Uint32Array.from(rules.flatMap(() => texts.map((_, entry) => entry))),
  })
  return rules.map((_, rule) => [
    ...matched.subarray(rule * texts.length, (rule + 1) * texts.length),
  ])
}

const toEntry = (request: unknown) => JSON.stringify({ resource: { request } })
const name = 'resource.request.name'

describe('entries of a page that rules match', () => {
  it('are not parsed without a text of each list', () => {
    const rule = makeRule(1, all(contains(name, 'one'), contains(name, 'two')))
    const hinted = { rule, hints: [['one'], ['two', 'three']] }
    expect(detect([hinted], [toEntry({ name: 'one two' }), '{ one', '{ two three'])).toEqual([
      [1, 0, 0],
    ])
    expect(() => detect([hinted], ['{ one three'])).toThrow()
  })

  it('are found by each of many texts', () => {
    const texts = Array.from({ length: 120 }, (_, number) => `name-${number}.`)
    const rule = makeRule(1, any(...texts.map((text) => is(name, text))))
    const names = ['name-0.', 'name-49.', 'name-50.', 'NAME-119.', 'name-120.', 'name-119']
    const entries = names.map((each) => toEntry({ name: each }))
    expect(detect([{ rule, hints: [texts] }], entries)).toEqual([[1, 1, 1, 1, 0, 0]])
  })

  it('are found by characters that mean something else in an expression', () => {
    const text = 'a.b@c -d'
    const rule = makeRule(1, is(name, text))
    const entries = [toEntry({ name: text }), '{ "axb@c -d']
    expect(detect([{ rule, hints: [[`"${text}`]] }], entries)).toEqual([[1, 0]])
  })

  it('are parsed where a numeric escape may be any text', () => {
    const rule = makeRule(1, is(name, 'one'))
    const entry = toEntry({ name: 'one' }).replace('"one"', '"\\u006fne"')
    expect(detect([{ rule, hints: [['"one']] }], [entry])).toEqual([[1]])
  })
})
