/** The methods of a list that answer by rules. */
import type { EntryStore, StoreSize } from '../entry-store.ts'
import type { DetectProgress, Findings } from '../findings.ts'
import type { EntryOrder } from '../list/entry-order.ts'
import type { EntryTable } from '../list/entry-table.ts'
import { createFindingCounter } from '../rules/counts/finding-counter.ts'
import type { RuleView } from '../rules/rule-view.ts'

/** The list that is answered about. */
export type RuleListRows<Size extends StoreSize> = Pick<
  EntryOrder,
  'all' | 'allMask' | 'shown' | 'hidden' | 'findJoined' | 'refresh'
> & { size: () => Size }

/** The methods. */
export type RuleAnswers<Size extends StoreSize> = Pick<
  EntryStore,
  'correlationsOf' | 'rulesOf' | 'newOf'
> & {
  detect: (onProgress?: (progress: DetectProgress) => void) => Promise<Findings & Size>
}

/** Creates the methods; `queue` runs changes one after the other. */
export function createRuleAnswers<Size extends StoreSize>(
  table: EntryTable,
  rules: RuleView,
  order: RuleListRows<Size>,
  queue: <T>(change: () => Promise<T>) => Promise<T>,
): RuleAnswers<Size> {
  const countFindings = createFindingCounter(table, rules)
  const listed = () => ({ list: order.all(), mask: order.allMask() })
  return {
    async detect(onProgress) {
      const report = (share: number) => {
        const of = order.all().length()
        onProgress?.({ searched: Math.floor(of * share), of })
      }
      await rules.searchAll(report)
      return queue(async () => {
        await rules.correlateAll(listed())
        await order.refresh(rules.meansCorrelation)
        const { mask } = order.shown()
        const rows = { listed: order.allMask(), shown: mask, hidden: order.hidden() }
        return { ...order.size(), ...countFindings({ ...rows, findJoined: order.findJoined }) }
      })
    },
    newOf: (row) => rules.baseline.listNew(row, order.allMask().has),
    correlationsOf: async (row) => rules.listCorrelations(row),
    async rulesOf(rows) {
      await rules.search()
      const found = new Map<number, readonly string[]>()
      for (const row of rows) {
        const ids = rules.listIds(row)
        if (ids.length > 0) found.set(row, ids)
      }
      return found
    },
  }
}
