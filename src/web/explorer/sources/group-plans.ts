/** Groups the logs of a timeline that are not asked, so that they do not push the others out of the line. */
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'

/** Up to this many have chips of their own. */
const maxUnaskedInLine = 2

/** The logs with chips of their own, and those that share one. */
export function groupPlans(plan: readonly SourcePlan[]): {
  inLine: readonly SourcePlan[]
  grouped: readonly SourcePlan[]
} {
  const unasked = plan.filter(({ cannotContain }) => cannotContain)
  if (unasked.length <= maxUnaskedInLine) return { inLine: plan, grouped: [] }
  return { inLine: plan.filter(({ cannotContain }) => !cannotContain), grouped: unasked }
}
