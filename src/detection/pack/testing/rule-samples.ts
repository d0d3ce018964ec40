/** The samples beside the rules: entries that a rule matches, and entries that it almost matches. */
import { z } from '../../../cloudflare/schema.ts'
import { listServiceDatasets } from '../../logs/rule-services.ts'
import { type Rule, ruleServices } from '../../rule.ts'
import type { LogEntry } from './find-findings.ts'

const sample = z.strictObject({
  /** What the sample shows. */
  why: z.string(),
  /** The log of the entries, where the rule is for several; with entries of several logs, one for each entry. */
  service: z.optional(z.union([z.string(), z.array(z.string())])),
  entries: z.array(z.unknown()),
})
const samples = z.strictObject({ match: z.array(sample), miss: z.array(sample) })

export type RuleSample = z.infer<typeof sample>
export type RuleSamples = z.infer<typeof samples>

const contents = import.meta.glob<unknown>('../../rules/*/*.samples.json', {
  import: 'default',
  eager: true,
})

/** The samples by the name of the rule's file, as `rulePackFiles` has it. */
export const samplesByFile: ReadonlyMap<string, RuleSamples> = new Map(
  Object.entries(contents).map(([path, content]) => [
    path.replace('../../rules/', '').replace('.samples.json', '.yml'),
    samples.parse(content),
  ]),
)

/** The entries of a sample with the logs that they are from: those that the sample names, or the log of the rule. */
export function toSampleEntries(
  { service, entries }: RuleSample,
  rule: Rule,
  rules: ReadonlyMap<string, Rule>,
): readonly LogEntry[] {
  const [own] = listServices(rule, rules)
  return entries.map((entry, at) => {
    const named = (Array.isArray(service) ? service[at] : service) ?? own
    const found = ruleServices.find((each) => each === named)
    const [dataset] = found === undefined || found === 'any' ? [] : listServiceDatasets(found)
    if (!dataset) throw new Error(`A sample of ${rule.file} does not say which log it is from.`)
    return { dataset, entry }
  })
}

/** The services of a rule, or of the rules that it correlates. */
function listServices(rule: Rule, rules: ReadonlyMap<string, Rule>): readonly string[] {
  if (rule.kind === 'detection') return [rule.service]
  return rule.rules.flatMap((id) => {
    const base = rules.get(id)
    return base ? listServices(base, rules) : []
  })
}
