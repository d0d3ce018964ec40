import { describe, expect, it } from 'vitest'
import { readRulePack } from '../../../detection/pack/rule-pack.ts'
import { readRuleFiles } from '../../../detection/parse/read-rule-files.ts'
import { buildZip } from '../../../evidence/files/testing/build-zip.ts'
import type { OwnRule } from '../../rules/own-rules.ts'
import { collectFiles, importSizes } from './collect-files.ts'
import { importRules, type PresentRules } from './import-rules.ts'

const toId = (number: number) => `0d5c4a0e-5b0c-4a52-9a0f-00000000000${number}`
const toText = (number: number, value = 'user') => `title: Rule ${number}
id: ${toId(number)}
name: rule_${number}
logsource:
  product: cloudflare
  service: audit
detection:
  selection:
    actor.type: ${value}
  condition: selection
level: low
`
const toCorrelation = (number: number, of: number) => `title: Rule ${number}
id: ${toId(number)}
name: rule_${number}
correlation:
  type: event_count
  rules:
    - rule_${of}
  group-by:
    - actor.email
  timespan: 1h
  condition:
    gte: 3
level: low
`
const nothing: PresentRules = { byId: new Map(), own: new Set(), stored: [] }
const noWait = async () => {}
const read = (text: string, present = nothing) =>
  importRules([{ name: 'mine.yml', text }], present, noWait)
const listIds = (rules: readonly OwnRule[]) => rules.map(({ id }) => id)

function toPresent(...texts: string[]): PresentRules {
  const files = texts.map((text) => ({ name: 'old.yml', text }))
  const { rules } = readRuleFiles(files)
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const stored = rules.map(({ id }, at) => ({ id, file: 'old.yml', text: texts[at] ?? '' }))
  return { byId, own: new Set(byId.keys()), stored }
}

describe('rules that are added', () => {
  it('are taken one by one, and each problem has its line in the file', async () => {
    const broken = toText(2).replace('condition: selection', 'condition: selektion')
    const found = await read([toText(1), broken, toText(3)].join('---\n'))
    expect(listIds(found.added)).toEqual([toId(1), toId(3)])
    expect(found.added[0]?.text).toBe(toText(1))
    expect(found.titles.get(toId(3))).toBe('Rule 3')
    expect(found.problems).toMatchObject([
      { file: 'mine.yml', line: 22, column: 14, lineText: '  condition: selektion' },
    ])
  })

  it('may be correlations of others that are added with them, or are here', async () => {
    const found = await read([toCorrelation(3, 2), toCorrelation(2, 1), toText(1)].join('---\n'))
    expect(found.problems).toEqual([])
    expect(listIds(found.added)).toEqual([toId(3), toId(2), toId(1)])
    const later = await read(toCorrelation(2, 1), toPresent(toText(1)))
    expect(listIds(later.added)).toEqual([toId(2)])
    const without = await read(toCorrelation(2, 1))
    expect(without.added).toEqual([])
    expect(without.problems).toMatchObject([{ line: 7, lineText: '    - rule_1' }])
  })

  it('replace an own rule only when its text differs', async () => {
    const present = toPresent(toText(1), toText(2))
    const found = await read([toText(1), toText(2, 'system'), toText(3)].join('---\n'), present)
    expect(found).toMatchObject({ same: 1, problems: [] })
    expect(listIds(found.added)).toEqual([toId(3)])
    expect(listIds(found.replaced)).toEqual([toId(2)])
  })

  it('cannot have the id of a shipped rule, or one id twice', async () => {
    const [shipped] = readRulePack()
    if (!shipped) throw new Error('The pack is empty.')
    const text = toText(1).replace(toId(1), shipped.id)
    const present = { ...nothing, byId: new Map([[shipped.id, shipped]]) }
    const found = await read(`${text}---\n${toText(2)}---\n${toText(2, 'system')}`, present)
    expect(listIds(found.added)).toEqual([toId(2)])
    expect(found.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('which comes with Gumshoe. Give this rule a new UUID'),
      expect.stringContaining('in mine.yml from line 13. Give one of them a new UUID'),
    ])
  })
})

describe('hostile files', () => {
  const lists = Array.from({ length: 9 }, (_, at) =>
    at === 0
      ? 'a0: &a0 [x, x]'
      : `a${at}: &a${at} [${Array(9)
          .fill(`*a${at - 1}`)
          .join(', ')}]`,
  )
  it.each([
    ['a billion laughs', lists.join('\n'), 'aliases counted'],
    ['broken YAML', 'title: "never closed\nid: x', 'no valid YAML'],
    ['deep nesting', `title: ${'['.repeat(500)}${']'.repeat(500)}`, 'nested too deep'],
    ['prototype keys', '__proto__: {title: x}\nconstructor: {prototype: {x: 1}}', 'no title'],
    ['a list', '- a\n- b', 'has to be a map'],
    ['a tag', 'title: !!js/function "x"', 'Unresolved tag'],
    ['a rule that is too long', `title: x\n# ${'x'.repeat(100_001)}`, 'more than 100,000'],
    ['nothing', '', 'has no rule'],
  ])('are refused with a message: %s', async (_, text, words) => {
    const startMs = performance.now()
    const { added, problems } = await read(`${toText(1)}---\n${text}`)
    if (text !== '') expect(listIds(added)).toEqual([toId(1)])
    const alone = await read(text)
    expect(alone.added).toEqual([])
    const messages = [...problems, ...alone.problems].map(({ message }) => message)
    expect(messages).toContainEqual(expect.stringContaining(words))
    expect(performance.now() - startMs).toBeLessThan(8_000)
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('list a bounded number of problems', async () => {
    const { problems } = await read(Array(1_000).fill('title: x\n').join('---\n'))
    expect(problems.length).toBeLessThanOrEqual(200)
  })
})

describe('files', () => {
  const toFile = (path: string, ...parts: BlobPart[]) => ({ path, file: new Blob(parts) })

  it('are read by their ending, and others are named', async () => {
    const found = await collectFiles([
      toFile('folder/a.yml', 'title: ä'),
      toFile('folder/b.YAML', 'title: b'),
      toFile('folder/.git/c.yml', 'x'),
      toFile('folder/readme.md', 'x'),
      toFile('folder/x.png', 'x'),
    ])
    expect(found.files).toEqual([
      { name: 'folder/a.yml', text: 'title: ä' },
      { name: 'folder/b.YAML', text: 'title: b' },
    ])
    expect(found.problems).toEqual(['folder/readme.md and 1 other file were passed over.'])
  })

  it('that are binary, huge, no ZIP or too many are refused by name', async () => {
    const found = await collectFiles([
      toFile('binary.yml', new Uint8Array([0xff, 0xfe, 0, 1])),
      toFile('null.yml', 'a\0b'),
      toFile('huge.yml', new Uint8Array(importSizes.textBytes + 1)),
      toFile('huge.zip', new Uint8Array(importSizes.zipBytes + 1)),
      toFile('no.zip', 'PK'),
    ])
    expect(found.files).toEqual([])
    expect(found.problems).toEqual([
      expect.stringMatching(/^binary.yml is no text/),
      expect.stringMatching(/^null.yml is no text/),
      expect.stringMatching(/^huge.yml was not read: a file may have at most 1.0 MB. Split it.$/),
      expect.stringMatching(/^huge.zip was not read: a ZIP may have at most 5.0 MB. Split it.$/),
      expect.stringMatching(/^no.zip is no ZIP/),
    ])
    const many = Array.from({ length: 1_001 }, (_, at) => toFile(`${at}.yml`, 'x'))
    expect((await collectFiles(many)).problems[0]).toContain('at most 1000 are read at once')
  })

  it('that are too many bytes together are named, with the limit for all of them', async () => {
    const full = Array.from({ length: 5 }, (_, at) =>
      toFile(`${at}.yml`, ' '.repeat(importSizes.textBytes)),
    )
    const found = await collectFiles([
      ...full,
      toFile('last.yml', 'title: x'),
      toFile('last.zip', Uint8Array.from(buildZip([{ name: 'a.yml', data: 'title: x' }]))),
    ])
    expect(found.files).toHaveLength(5)
    const words = 'was not read: all files together may have at most 5.0 MB. Import it separately.'
    expect(found.problems).toEqual([`last.yml ${words}`, `“a.yml” in last.zip ${words}`])
  })
})
