/** The pack as plain Sigma rules, as they are exported: they decide the samples as the rules of the pack do. */
import { describe, expect, it } from 'vitest'
import { readRuleFiles } from '../parse/read-rule-files.ts'
import { toLogCorrelations } from '../write/to-log-correlations.ts'
import { toLogRules } from '../write/to-log-rules.ts'
import { toRuleArchive } from '../write/to-rule-archive.ts'
import { readRulePack } from './rule-pack.ts'
import { findFindings, listReportedRules, listWithBases } from './testing/find-findings.ts'
import { samplesByFile, toSampleEntries } from './testing/rule-samples.ts'

const pack = readRulePack()
const byId = new Map(pack.map((rule) => [rule.id, rule]))
const archive = toRuleArchive(pack)
const exported = readRuleFiles(archive.files)

/** Rules for new terms need a baseline, which Sigma does not have. */
const written = listReportedRules(pack).filter(
  (rule) => rule.kind === 'detection' || rule.type !== 'new_terms',
)

describe('the exported pack', () => {
  it('has every rule, but for those that plain Sigma cannot say', () => {
    expect(exported.problems).toEqual([])
    expect(exported.rules.length).toBeGreaterThan(pack.length)
    const refused = archive.notes.filter((note) => note.includes('new_terms'))
    expect(refused).toHaveLength(listReportedRules(pack).length - written.length)
  })

  it.each(written.map((rule) => [rule.file, rule] as const))('decides alike: %s', (file, rule) => {
    const plain =
      rule.kind === 'detection'
        ? toLogRules(rule).rules
        : toLogCorrelations(rule, (id) => byId.get(id)).rules
    const ids = plain.map(({ id }) => id)
    const needed = listWithBases(ids, exported.rules)
    const { match = [], miss = [] } = samplesByFile.get(file) ?? {}
    for (const [samples, isFound] of [
      [match, true],
      [miss, false],
    ] as const) {
      for (const sample of samples) {
        const findings = findFindings(needed, toSampleEntries(sample, rule, byId))
        const rows = ids.flatMap((id) => findings.get(id) ?? [])
        expect([sample.why, rows.length > 0]).toEqual([sample.why, isFound])
      }
    }
  })
})
