/** What must hold for the proxy's process after any attack. */
import type { Findings } from './attack-part.ts'
import type { TargetStats } from './processes/target.ts'
import type { Target } from './start-target.ts'

/** Adds findings about the process and its log, and returns what it told. */
export async function judgeTarget(
  target: Target,
  findings: Findings,
): Promise<TargetStats | undefined> {
  const crash = target.crash()
  if (crash) {
    findings.add(`The proxy crashed: ${crash}`)
    return undefined
  }
  const stats = await target.stats()
  for (const [name, count] of Object.entries(stats.faults)) {
    findings.add('The proxy made an error of its own', `${name}, ${count} ×`)
  }
  if (stats.oddLines > 0) findings.add('A log line is not one JSON object', `${stats.oddLines}`)
  if (stats.leakingLines > 0) findings.add('The token is in the log', `${stats.leakingLines} lines`)
  return stats
}
