/** Ranks what the rules found for the overview: what matters most is first. Pure. */
import { type Effect, ruleLevels } from '../../../detection/rule.ts'
import type { FindingList, RuleFinding } from '../list-findings.ts'

/** Rules that could not be searched for lack of a product in the loaded entries, and those that searched in vain. */
export type SilentRules = { untested: readonly RuleFinding[]; clean: readonly RuleFinding[] }

const effectOrder: readonly (Effect | undefined)[] = ['loosens', undefined, 'tightens']

/**
 * The rules that matched, the most severe level first; in a level what loosens security is first, then what is rarest,
 * then what happened first.
 */
export function rankFindings({ levels }: Pick<FindingList, 'levels'>): readonly RuleFinding[] {
  return levels.flatMap(({ items }) => items).toSorted(compareFindings)
}

function compareFindings(a: RuleFinding, b: RuleFinding): number {
  return (
    ruleLevels.indexOf(b.rule.level) - ruleLevels.indexOf(a.rule.level) ||
    effectOrder.indexOf(a.rule.effect) - effectOrder.indexOf(b.rule.effect) ||
    a.finding.count - b.finding.count ||
    (a.finding.firstMs ?? Number.MAX_SAFE_INTEGER) -
      (b.finding.firstMs ?? Number.MAX_SAFE_INTEGER) ||
    a.rule.title.localeCompare(b.rule.title, 'en')
  )
}

/** Tells the rules whose product occurs nowhere from those that found nothing where they could have. */
export function splitSilent({ unmatched }: Pick<FindingList, 'unmatched'>): SilentRules {
  return {
    untested: unmatched.filter(({ finding }) => !finding.isProductSeen),
    clean: unmatched.filter(({ finding }) => finding.isProductSeen),
  }
}
