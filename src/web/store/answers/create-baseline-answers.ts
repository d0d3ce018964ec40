/**
 * The methods of a store by which lists are compared: the values of an earlier range are collected and taken, and the rows
 * that differ from an earlier read of the same range are taken.
 */
import { findSealKind } from '../../../query/local/seal-filters.ts'
import { findNewFor } from '../baseline-values.ts'
import type { EntryStore } from '../entry-store.ts'
import type { EntryOrder } from '../list/entry-order.ts'
import type { EntryTable } from '../list/entry-table.ts'
import { collectValues } from '../rules/collect-values.ts'
import { collectTerms } from '../rules/correlate-matches.ts'
import type { StoreRules } from '../rules/store-rules.ts'

/** Creates the methods; `queue` runs changes one after the other. */
export function createBaselineAnswers(
  table: EntryTable,
  storeRules: StoreRules,
  order: Pick<EntryOrder, 'all' | 'allMask' | 'refresh' | 'size'>,
  queue: <T>(change: () => Promise<T>) => Promise<T>,
): Pick<EntryStore, 'collectBaseline' | 'setBaseline' | 'setSealRows'> {
  const { baseline } = storeRules
  return {
    async collectBaseline() {
      await storeRules.search()
      return queue(async () => {
        const values = await collectValues(order.all().slice(), baseline.readFacts)
        const terms = await collectTerms(table, storeRules.current(), order.allMask())
        return { ...values, terms }
      })
    },
    setBaseline: (values) =>
      queue(async () => {
        baseline.set(values)
        await baseline.search()
        await order.refresh((filters) => filters.some(({ rule }) => findNewFor(rule)))
        return order.size()
      }),
    setSealRows: (rows) =>
      queue(async () => {
        storeRules.setSealRows(rows)
        await order.refresh((filters) => filters.some(({ rule }) => findSealKind(rule)))
        return order.size()
      }),
  }
}
