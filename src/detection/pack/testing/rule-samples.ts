/** The samples beside the rules: entries that a rule matches, and entries that it almost matches. */
import { z } from '../../../cloudflare/schema.ts'

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
