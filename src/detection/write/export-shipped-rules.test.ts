import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readRuleFiles } from '../parse/read-rule-files.ts'
import { listSchemaProblems } from '../testing/list-schema-problems.ts'
import { formatRule } from './format-rule.ts'
import { toRuleArchive } from './to-rule-archive.ts'

const folder = new URL('../rules/', import.meta.url)
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yml'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
const { rules, problems } = readRuleFiles(files)

it('reads the shipped rules', () => {
  expect(problems).toEqual([])
  expect(rules.length).toBeGreaterThan(45)
})

it('writes each shipped rule so that it parses to the same', () => {
  const again = readRuleFiles(rules.map((rule) => ({ name: rule.file, text: formatRule(rule) })))
  expect(again.problems).toEqual([])
  const toHead = (all: typeof rules) =>
    all.map(({ id, title, level, kind }) => `${id} ${title} ${level} ${kind}`).sort()
  expect(toHead(again.rules)).toEqual(toHead(rules))
})

it('exports the shipped rules as plain Sigma that the parser and the schemas accept', () => {
  const archive = toRuleArchive(rules)
  const reading = readRuleFiles(archive.files)
  expect(reading.problems).toEqual([])
  expect(reading.rules).toHaveLength(archive.files.length)
  expect(archive.files.flatMap(({ text }) => listSchemaProblems(text))).toEqual([])
  for (const rule of reading.rules) {
    expect(rule.kind === 'detection' ? rule.service : rule.type).not.toMatch(/^(any|new_terms)$/)
  }
})
