import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { rulePackFiles } from '../pack/rule-pack.ts'
import { splitDocuments } from './split-documents.ts'

const split = (text: string) => splitDocuments({ name: 'a.yml', text })

it('splits at the marks, and says where each begins', () => {
  expect(split('# own\ntitle: a\n---\ntitle: b\n...\n\n--- # third\r\ntitle: c\n---\n')).toEqual([
    { file: 'a.yml', line: 0, text: '# own\ntitle: a\n' },
    { file: 'a.yml', line: 3, text: 'title: b\n' },
    { file: 'a.yml', line: 6, text: '--- # third\ntitle: c\n' },
  ])
  expect(split('')).toEqual([])
  expect(split('---\n---\n# nothing\n')).toEqual([])
})

it('leaves marks inside of lines alone', () => {
  expect(split('title: a --- b\nlist:\n  - x\n  ---\n----\n')).toHaveLength(1)
})

it('finds the documents that the parser finds', () => {
  const lines = fc.constantFrom(
    'a: 1',
    '---',
    '...',
    '',
    '# c',
    'b: |',
    '  ---',
    '  text',
    '--- {}',
  )
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 12 }), (parts) => {
      const text = parts.join('\n')
      const documents = [...parseAllDocuments(text)]
      fc.pre(documents.every(({ errors }) => errors.length === 0))
      const values = documents.map((each) => each.toJS()).filter((value) => value !== null)
      const found = split(text).flatMap((each) => [...parseAllDocuments(each.text)])
      expect(found.map((each) => each.toJS()).filter((value) => value !== null)).toEqual(values)
    }),
  )
})

it('splits the pack into its rules', () => {
  const documents = rulePackFiles.flatMap(splitDocuments)
  expect(documents.length).toBeGreaterThan(rulePackFiles.length)
  for (const { text } of documents) expect(text.match(/^id: /gm)).toHaveLength(1)
})
