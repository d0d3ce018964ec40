import { expect, it } from 'vitest'
import { readRuleFiles } from '../parse/read-rule-files.ts'
import type { Rule } from '../rule.ts'
import { listSchemaProblems } from '../testing/list-schema-problems.ts'
import { toRuleId } from '../testing/rule-text.ts'
import { toRuleArchive } from './to-rule-archive.ts'

const detection = (name: string, number: number, service: string, field: string) => `title: ${name}
id: ${toRuleId(number)}
name: ${name}
level: low
logsource:
    product: cloudflare
    ${service}
detection:
    selection:
        ${field}: x
    condition: selection
`

const correlation = (number: number, section: string) => `title: Correlation ${number}
id: ${toRuleId(number)}
level: high
correlation:
    ${section.trim().replaceAll('\n', '\n    ')}
`

function read(...texts: readonly string[]): readonly Rule[] {
  const { rules, problems } = readRuleFiles([{ name: 'rules.yml', text: texts.join('---\n') }])
  expect(problems).toEqual([])
  return rules
}

const anyActor = detection('failed', 1, '', 'actor')
const anyZone = detection('zoned', 2, '', 'zone')
const sshRule = detection('signed_in', 3, 'service: access', 'app_name')

function readArchive(rules: readonly Rule[]) {
  const archive = toRuleArchive(rules)
  const reading = readRuleFiles(archive.files)
  expect(reading.problems).toEqual([])
  expect(archive.files.flatMap(({ text }) => listSchemaProblems(text))).toEqual([])
  return { ...archive, rules: reading.rules }
}

it('has a file for each rule and log, which the parser and the schemas accept', () => {
  const { files, rules, notes } = readArchive(read(anyZone, sshRule))
  expect(files.map(({ name }) => name)).toEqual([
    'cloudflare_zoned_audit.yml',
    'cloudflare_zoned_audit_v1.yml',
    'cloudflare_zoned_audit_user.yml',
    'cloudflare_signed_in.yml',
  ])
  expect(rules.every((rule) => rule.kind === 'detection' && rule.service !== 'any')).toBe(true)
  expect(notes).toContain('zoned: no rule for Access SCIM log, which does not record zone.')
})

it('writes one correlation for each log in which all rules can match', () => {
  const { rules, notes } = readArchive(
    read(
      anyActor,
      anyZone,
      correlation(4, 'type: temporal\nrules: [failed, zoned]\ngroup-by: [address]\ntimespan: 1h'),
    ),
  )
  const correlations = rules.flatMap((rule) => (rule.kind === 'correlation' ? [rule] : []))
  expect(correlations.map(({ name, groupBy, aliases }) => ({ name, groupBy, aliases }))).toEqual([
    { name: 'correlation_4_audit', groupBy: ['actor.ip_address'], aliases: {} },
    { name: 'correlation_4_audit_v1', groupBy: ['actor.ip'], aliases: {} },
    { name: 'correlation_4_audit_user', groupBy: ['actor.ip'], aliases: {} },
  ])
  for (const each of correlations) {
    for (const id of each.rules) expect(rules.some((rule) => rule.id === id)).toBe(true)
  }
  expect(notes[0]).toBe('Correlation 4: one correlation for each log, and none across logs.')
  expect(notes).toContain(
    'Correlation 4: no correlation for Access sign-in log, where “zoned” cannot match.',
  )
})

it('writes aliases where a rule for one log has another field', () => {
  const aliases = `type: temporal_ordered
rules: [failed, signed_in]
group-by: [who]
timespan: 1h
aliases:
    who: { failed: actor, signed_in: user_email }`
  const { rules } = readArchive(read(anyActor, sshRule, correlation(5, aliases)))
  const inV1 = rules.find(({ name }) => name === 'correlation_5_audit_v1')
  const failed = rules.find(({ name }) => name === 'failed_audit_v1')
  expect(inV1).toMatchObject({
    rules: [failed?.id, toRuleId(3)],
    groupBy: ['who'],
    aliases: { who: { [failed?.id ?? '']: 'actor.email', [toRuleId(3)]: 'user_email' } },
  })
})

it('writes correlations of correlations', () => {
  const many = correlation(
    6,
    'type: event_count\nrules: [failed]\ngroup-by: [actor]\ntimespan: 10m\ncondition: { gte: 10 }',
  ).replace('level', 'name: many\nlevel')
  const { rules } = readArchive(
    read(
      anyActor,
      many,
      detection('passed', 7, '', 'outcome'),
      correlation(
        8,
        'type: temporal_ordered\nrules: [many, passed]\ngroup-by: [actor]\ntimespan: 1h',
      ),
    ),
  )
  const manyV2 = rules.find(({ name }) => name === 'many_audit')
  const passedV2 = rules.find(({ name }) => name === 'passed_audit')
  expect(rules.find(({ name }) => name === 'correlation_8_audit')).toMatchObject({
    rules: [manyV2?.id, passedV2?.id],
    groupBy: ['actor.email'],
  })
})

it('leaves out new_terms, and the rules that are there for it only', () => {
  const newAddress = correlation(
    9,
    'type: new_terms\nrules: [failed]\ngroup-by: [actor]\ncondition: { field: address }',
  )
  expect(toRuleArchive(read(anyActor, newAddress))).toEqual({
    files: [],
    notes: ['Correlation 9: new_terms is an extension, which plain Sigma lacks.'],
  })
})

it('says that a log has no field for the verb', () => {
  const byVerb = correlation(
    10,
    'type: event_count\nrules: [failed]\ngroup-by: [verb]\ntimespan: 1h\ncondition: { gte: 3 }',
  )
  expect(toRuleArchive(read(anyActor, byVerb)).notes).toContain(
    'Correlation 10: no correlation for Account audit log v2, which has no field for the verb.',
  )
})

it('finds correlated rules outside of the export, and gives equal names a number', () => {
  const count =
    'type: event_count\nrules: [signed_in]\ngroup-by: []\ntimespan: 1h\ncondition: { gte: 3 }'
  const [signedIn, counted] = read(sshRule, correlation(11, count))
  if (!signedIn || !counted) throw new Error('Both rules are read.')
  const others = read(detection('signed_in', 12, 'service: audit', 'actor.email'))
  const { files } = toRuleArchive([counted, ...others], (id) =>
    id === signedIn.id ? signedIn : undefined,
  )
  expect(files.map(({ name }) => name)).toEqual([
    'cloudflare_correlation_11.yml',
    'cloudflare_signed_in.yml',
    'cloudflare_signed_in_2.yml',
  ])
})
