/** Says how far back a log may reach, as a part of the reason for its verdict. */
import type { CoverageGap } from '../../../query/coverage/find-coverage-gaps.ts'
import type { RangeLimit } from '../../../query/time/range-limits.ts'

type Reach = { limits: readonly RangeLimit[]; cannotShow: readonly CoverageGap[] }

/**
 * Sentences about times of the range of which the log has no entries, or may have none: it can be read to its end and
 * still lack them.
 */
export function listReachWords(reach: Reach): readonly string[] {
  return [...reach.limits.map(({ sentence }) => sentence), ...listUncertain(reach)]
}

/** The declared retention is one of the limits. */
function listUncertain({ cannotShow }: Reach): readonly string[] {
  return cannotShow
    .filter(({ appliesTo, statement: { topic, id } }) => {
      return appliesTo === 'question' && topic === 'retention' && id !== 'retention'
    })
    .map(({ statement }) => statement.sentence)
}
