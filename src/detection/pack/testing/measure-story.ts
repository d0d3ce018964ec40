/** Measures the pack over the demo: which steps and decoys of the story are findings of level medium or higher. */
import { ruleLevels } from '../../rule.ts'
import { readRulePack } from '../rule-pack.ts'
import { findFindings, listReportedRules } from './find-findings.ts'
import { createStoryLogs, type StoryExtent, type StoryPart } from './story-logs.ts'

const rules = readRulePack()
const severe = listReportedRules(rules).filter(
  ({ level }) => ruleLevels.indexOf(level) >= ruleLevels.indexOf('medium'),
)

/** What is found: the names of steps and decoys, and how many everyday entries, of how many. */
export type StoryMeasure = {
  found: Readonly<Record<StoryPart['kind'], ReadonlySet<string>>>
  everyday: number
  ordinary: number
}

/** Searches the logs of a seed with about `size` entries in audit log v2 of the first account. */
export function measureStory(seed: number, size: number, extent?: StoryExtent): StoryMeasure {
  const { entries, parts } = createStoryLogs({ seed, entries: size }, extent)
  const findings = findFindings(rules, entries)
  const rows = new Set(severe.flatMap(({ id }) => findings.get(id) ?? []))
  const found = {
    step: new Set<string>(),
    'further step': new Set<string>(),
    decoy: new Set<string>(),
  }
  let everyday = 0
  for (const row of rows) {
    const part = parts[row]
    if (part) found[part.kind].add(part.name)
    else everyday += 1
  }
  return { found, everyday, ordinary: parts.filter((part) => !part).length }
}
