/** Compares the fingerprint in a link with that of the present result: whether they differ, and by how many entries. */
import type { Seal } from '../../query/address/seal-text.ts'
import type { Verdict } from '../../query/verdict.ts'

/** What two fingerprints tell. */
export type SealComparison = {
  /**
   * `same`: the same bytes. `same-content`: equal JSON in other bytes. `more-at-end`: the entries before `final.until`
   * have the same contents, and there are more after it, which the log may have delivered late. `different`: anything else.
   */
  readonly kind: 'same' | 'same-content' | 'more-at-end' | 'different'
  readonly countThen: number
  readonly countNow: number
  readonly verdictThen: Verdict
  readonly verdictNow: Verdict
  /** When the entries of the link were read. */
  readonly at: string
  /** The entries before an instant, where the end of the list could still change then. */
  readonly final?: {
    readonly until: string
    readonly countThen: number
    readonly countNow: number
    readonly isSame: boolean
  }
}

/** Compares them. `now` has to be computed with the `final.until` of the fingerprint in the link. */
export function compareSeals(then: Seal, now: Seal): SealComparison {
  const final =
    then.final && now.final?.until === then.final.until
      ? {
          until: then.final.until,
          countThen: then.final.count,
          countNow: now.final.count,
          isSame: then.final.root === now.final.root && then.final.count === now.final.count,
        }
      : undefined
  return {
    kind: findKind(then, now, final?.isSame ?? false),
    countThen: then.count,
    countNow: now.count,
    verdictThen: then.verdict,
    verdictNow: now.verdict,
    at: then.at,
    ...(final && { final }),
  }
}

function findKind(then: Seal, now: Seal, isFinalSame: boolean): SealComparison['kind'] {
  if (then.count === now.count) {
    if (then.root === now.root) return 'same'
    if (then.contentRoot === now.contentRoot) return 'same-content'
  }
  return isFinalSame && now.count > then.count ? 'more-at-end' : 'different'
}
