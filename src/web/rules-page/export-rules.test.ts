import { expect, it } from 'vitest'
import { readRulePack } from '../../detection/pack/rule-pack.ts'
import { readRuleFiles } from '../../detection/parse/read-rule-files.ts'
import { toRuleArchive } from '../../detection/write/to-rule-archive.ts'
import { toOwnFiles, toSigmaFiles } from './export-rules.ts'

const pack = readRulePack()
const byId = new Map(pack.map((rule) => [rule.id, rule]))

it('writes the same plain rules one after another as all at once', async () => {
  const files = await toSigmaFiles(byId, async () => {})
  const archive = toRuleArchive(pack)
  const rules = files.filter(({ name }) => name.endsWith('.yml'))
  expect(rules.map(({ text }) => text).toSorted()).toEqual(
    archive.files.map(({ text }) => text).toSorted(),
  )
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
  expect(readRuleFiles(rules).problems).toEqual([])
  const readme = files.find(({ name }) => name === 'NOT-EXPORTED.txt')?.text
  for (const note of archive.notes) expect(readme).toContain(note)
})

it('names own files after their titles, each differently, without paths', () => {
  const [first] = pack
  if (!first) throw new Error('The pack is empty.')
  const own = ['a', 'b'].map((text, at) => ({
    id: at === 0 ? first.id : 'x',
    file: '../../x.yml',
    text,
  }))
  const titles = new Map([
    ...['x', first.id].map((id) => [id, { ...first, id, title: '../É/ A b!' }] as const),
  ])
  expect(toOwnFiles(own, titles)).toEqual([
    { name: 'a-b.yml', text: 'a' },
    { name: 'a-b-2.yml', text: 'b' },
  ])
})
