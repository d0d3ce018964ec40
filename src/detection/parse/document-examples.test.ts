import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { listSchemaProblems } from '../testing/list-schema-problems.ts'
import { toRuleId, toRuleText } from '../testing/rule-text.ts'
import { readRuleFiles } from './read-rule-files.ts'

const manual = readFileSync(new URL('../../../docs/detection.md', import.meta.url), 'utf8')
const [example = '', newTerms = ''] = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text = '']) => text,
)

it('reads the rule that the manual explains, which the schemas accept', () => {
  const { rules, problems } = readRuleFiles([{ name: 'example.yml', text: example }])
  expect(problems).toEqual([])
  expect(rules).toMatchObject([{ effect: 'loosens', level: 'high', next: [expect.any(String)] }])
  expect(listSchemaProblems(example)).toEqual([])
})

it('reads the new_terms of the manual', () => {
  const used = toRuleText('a: { actor.type: user }\ncondition: a', 'name: token_used')
  const text = `${used}\n---\ntitle: New\nid: ${toRuleId(2)}\n${newTerms}`
  const { rules, problems } = readRuleFiles([{ name: 'example.yml', text }])
  expect(problems).toEqual([])
  expect(rules[1]).toMatchObject({ type: 'new_terms', field: 'actor.ip_address' })
})

it.each(['base64', 'base64offset', 'windash', 'wide', 'expand', 'hour', 'day'])(
  'refuses the modifier %s, as the manual says',
  (modifier) => {
    const text = toRuleText(`a: { actor.email|${modifier}: x }\ncondition: a`)
    expect(readRuleFiles([{ name: 'example.yml', text }]).problems).toHaveLength(1)
    expect(manual).toContain(`\`${modifier}\``)
  },
)
