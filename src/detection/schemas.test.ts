import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRuleFiles } from './parse/read-rule-files.ts'
import { listSchemaProblems } from './testing/list-schema-problems.ts'
import { toRuleText } from './testing/rule-text.ts'
import { sampleRules } from './testing/sample-rules.ts'

const folder = new URL('.', import.meta.url)
const shipped = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.startsWith('rules/') && name.endsWith('.yml'))

/** The extension `new_terms` written as a type that the schema has, so that the rest is checked. */
const withoutExtensions = (text: string) =>
  text.replace(/^( *)type: new_terms$/gm, '$1type: value_count\n$1timespan: 30d')

describe('the schemas of SigmaHQ', () => {
  it.each(sampleRules)('accept the sample $title, and so does the parser', ({ text }) => {
    expect(listSchemaProblems(withoutExtensions(text))).toEqual([])
    expect(readRuleFiles([{ name: 'sample.yml', text }]).problems).toEqual([])
  })

  it('accept every rule that we ship', () => {
    const problems = shipped.flatMap((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      return listSchemaProblems(withoutExtensions(text)).map((problem) => `${name}: ${problem}`)
    })
    expect(problems).toEqual([])
  })

  it.each([
    [
      'a title that is too long',
      'a: { action.type: x }\ncondition: a',
      `title: ${'x'.repeat(300)}`,
    ],
    ['a selection that is a text', 'a: text\ncondition: a', ''],
    ['no condition', 'a: { action.type: x }', ''],
    ['an unknown level', 'a: { action.type: x }\ncondition: a', 'level: severe'],
    ['an id that is no UUID', 'a: { action.type: x }\ncondition: a', 'id: mine'],
    ['a tag without a namespace', 'a: { action.type: x }\ncondition: a', 'tags: [t1098]'],
    ['a date in another format', 'a: { action.type: x }\ncondition: a', 'date: 2026/11/30'],
    ['a reference twice', 'a: { action.type: x }\ncondition: a', 'references: [x.org, x.org]'],
  ])('refuse %s, and so does the parser', (_, detection, more) => {
    const text = toRuleText(detection, more)
    expect(listSchemaProblems(text)).not.toEqual([])
    expect(readRuleFiles([{ name: 'a.yml', text }]).problems).not.toEqual([])
  })
})
