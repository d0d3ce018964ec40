/** Finds the one value that a required filter can have, so that the page does not ask for it. */
import type { ValueList } from '../../../catalog/parameters.ts'
import type { ListedValue } from '../../api/list-queries.ts'

/** The value, and the sentence that says why it was chosen. */
export type OnlyValue = { value: string; words: string }

/** The only value of the list, or the only usual one; `undefined` when there is a choice. */
export function findOnlyValue(
  { label, pluralLabel, usual }: ValueList,
  listed: readonly ListedValue[],
): OnlyValue | undefined {
  const usualOnes = listed.filter(({ isUsual }) => isUsual)
  const [only, ...others] = usualOnes.length > 0 ? usualOnes : listed
  if (!only || others.length > 0) return undefined
  const left = listed.length - 1
  const words =
    left === 0
      ? `This log is read for ${only.name}, the only ${label} of the account.`
      : `This log is read for ${only.name}, the only ${label} where ${usual.words}. ${left} other ${left === 1 ? label : pluralLabel} can be chosen by the filter.`
  return { value: only.value, words }
}
