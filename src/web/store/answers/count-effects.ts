/** Counts the effects of the rules that match, over the rows of a view. */
import type { Effect } from '../../../detection/rule.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { Facet, FacetQuestion } from '../facet-counts.ts'
import type { RuleView } from '../rules/rule-view.ts'
import { createTextTest } from './list-hashed-values.ts'
import { rankCounts } from './rank-counts.ts'

const effects: readonly Effect[] = ['loosens', 'tightens']

/** A row may have both effects. `findJoined` is the row that shows the second entry of a joined pair. */
export function countEffects(
  rules: RuleView,
  { mask, shown }: { mask: RowMask; shown: number },
  findJoined: (row: number) => number | undefined,
  { limit, contains = '', order }: FacetQuestion,
): Facet {
  const bits = new Uint8Array(mask.length())
  for (const rule of rules.rules()) {
    const { effect } = rule.rule
    if (effect === undefined || !rule.isReported) continue
    const bit = effects.indexOf(effect) + 1
    for (const row of rules.matchesOf(rule).all()) {
      const shownRow = mask.has(row) ? row : findJoined(row)
      if (shownRow !== undefined) bits[shownRow] = (bits[shownRow] ?? 0) | bit
    }
  }
  const counts = new Uint32Array(effects.length)
  let withEffect = 0
  for (const bit of bits) {
    if (bit === 0) continue
    withEffect++
    effects.forEach((_, at) => {
      if ((bit & (at + 1)) !== 0) counts[at] = (counts[at] ?? 0) + 1
    })
  }
  const isWanted = createTextTest(contains)
  const { ranked, wanted } = rankCounts(counts, 0, limit, order, (at) =>
    isWanted(effects[at] ?? ''),
  )
  return {
    values: ranked.map((at) => ({ value: effects[at] ?? '', count: counts[at] ?? 0 })),
    ...(contains !== '' && { matching: { values: wanted, isCut: false } }),
    missing: shown - withEffect,
    distinct: counts.filter((count) => count > 0).length,
  }
}
