/** Holds each rule of the pack to its samples, and all of them to what a finding on screen needs. */
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { readRuleFiles } from '../parse/read-rule-files.ts'
import type { Rule } from '../rule.ts'
import { listRequiredProducts } from './list-required-products.ts'
import { readRulePack, rulePackFiles } from './rule-pack.ts'
import { findFindings, listReportedRules, listWithBases } from './testing/find-findings.ts'
import { type RuleSample, samplesByFile, toSampleEntries } from './testing/rule-samples.ts'

const pack = readRulePack()
const byId = new Map(pack.map((rule) => [rule.id, rule]))
const reported = listReportedRules(pack)

/** The tactics of ATT&CK for enterprises, as Sigma's tags spell them. */
const tactics =
  'reconnaissance resource-development initial-access execution persistence privilege-escalation defense-evasion credential-access discovery lateral-movement collection command-and-control exfiltration impact'.split(
    ' ',
  )

/** Pages that are cited: the vendor's, ATT&CK's, and those that the catalog cites too. */
const citedPages =
  /^https:\/\/(developers\.cloudflare\.com|attack\.mitre\.org\/techniques)\/\S+\/$|^https:\/\/github\.com\/demisto\/content\/pull\/45224$/

describe('the pack', () => {
  it('has at least 45 rules that are findings, each in a file of its own', () => {
    expect(reported.length).toBeGreaterThanOrEqual(45)
    expect(new Set(reported.map(({ file }) => file)).size).toBe(reported.length)
    expect(reported.map(({ file }) => file).toSorted()).toEqual(
      rulePackFiles.map(({ name }) => name).toSorted(),
    )
  })

  it('has no two rules of one title or one name', () => {
    for (const key of ['title', 'name'] as const) {
      const values = pack.flatMap((rule) => rule[key] ?? [])
      expect(values.filter((value, at) => values.indexOf(value) !== at)).toEqual([])
    }
  })

  it('has a rule for every part of what an owner fears', () => {
    const topics = new Set(reported.map(({ file }) => file.split('/')[0]))
    for (const topic of [
      ...['access', 'api', 'credentials', 'data', 'dns', 'firewall', 'mail', 'members'],
      ...[
        'oversight',
        'registrar',
        'sign-in',
        'support',
        'tunnels',
        'workers',
        'zero-trust',
        'zones',
      ],
    ]) {
      expect(topics).toContain(topic)
    }
  })

  it('has levels, and both effects', () => {
    const levels = new Set(reported.map(({ level }) => level))
    for (const level of ['informational', 'low', 'medium', 'high']) expect(levels).toContain(level)
    const effects = reported.map(({ effect }) => effect)
    expect(effects.filter((effect) => effect === 'loosens').length).toBeGreaterThan(20)
    expect(effects).toContain('tightens')
  })

  it('has samples for each file, and none without a file', () => {
    expect([...samplesByFile.keys()].toSorted()).toEqual(
      rulePackFiles.map(({ name }) => name).toSorted(),
    )
  })
})

describe.each(reported.map((rule) => [rule.file, rule] as const))('%s', (file, rule) => {
  it('is complete', () => {
    expect(file).toMatch(/^[a-z-]+\/[a-z0-9]+(-[a-z0-9]+)*\.yml$/)
    expect(rule.description.length).toBeGreaterThan(60)
    expect(rule.status).toBe('experimental')
    expect(rule.author).toBe('Gumshoe contributors')
    expect(rule.date).toBe('2026-11-30')
    expect(rule.falsePositives.length).toBeGreaterThan(0)
    expect(rule.next.length).toBeGreaterThan(0)
    expect(rule.next.length).toBeLessThanOrEqual(3)
    expect(rule.references.length).toBeGreaterThan(0)
    for (const url of rule.references) expect(url).toMatch(citedPages)
    expect(rule.tags.some((tag) => /^attack\.t\d{4}(\.\d{3})?$/.test(tag))).toBe(true)
    for (const tag of rule.tags) {
      expect(tag).toMatch(/^(attack\.(t\d{4}(\.\d{3})?|[a-z-]+)|effect\.(loosens|tightens))$/)
      if (/^attack\.[a-z-]+$/.test(tag)) expect(tactics).toContain(tag.slice('attack.'.length))
    }
  })

  const { match, miss } = samplesByFile.get(file) ?? { match: [], miss: [] }

  it('has two samples that match and two that almost do', () => {
    expect(match.length).toBeGreaterThanOrEqual(2)
    expect(miss.length).toBeGreaterThanOrEqual(2)
    const reasons = [...match, ...miss].map(({ why }) => why)
    expect(new Set(reasons).size).toBe(reasons.length)
  })

  it.each(match)('matches: $why', (sample) => {
    expect(findIn(sample, rule).length).toBeGreaterThan(0)
  })

  it.each(miss)('does not match: $why', (sample) => {
    expect(findIn(sample, rule)).toEqual([])
  })
})

it('rules about what audit log v2 may lack say which product they need', () => {
  const v2 = getDataset('account-audit-logs-v2')
  const needed = pack.flatMap((rule) =>
    rule.kind === 'detection' ? listRequiredProducts(rule, v2) : [],
  )
  expect(new Set(needed)).toEqual(new Set(['*worker*', '*pages*', '*email*', '*r2*']))
})

/** The entries of a sample that the rule finds. Each entry has to be one of its log. */
function findIn(sample: RuleSample, rule: Rule): readonly number[] {
  const entries = toSampleEntries(sample, rule, byId)
  for (const { dataset, entry } of entries) {
    expect(dataset.entrySchema.safeParse(entry).success).toBe(true)
  }
  return findFindings(listWithBases([rule.id], pack), entries).get(rule.id) ?? []
}

it('a file of the pack with a problem is refused by name and line', () => {
  const { problems } = readRuleFiles([{ name: 'dns/broken.yml', text: 'title: Broken' }])
  expect(problems.length).toBeGreaterThan(0)
})
