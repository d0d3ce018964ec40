/** What keeps a local filter from being applied. */
import { formatLocalFilter } from '../../query/local-filter-text.ts'
import type { LocalFilter } from '../../query/log-query.ts'
import { isLongerThan, querySizes } from '../../query/validate-query.ts'

/** What is wrong with a local filter, in words; a text that is only contained may be empty elsewhere. */
export function findLocalProblem(filter: LocalFilter): string | undefined {
  if (filter.text === '' && !filter.isExact && filter.pointer === '') {
    return 'Every entry contains an empty text. Write what to look for, or a path that has to be there.'
  }
  if (!filter.text.isWellFormed()) return 'This is not Unicode text.'
  return isLongerThan(formatLocalFilter(filter), querySizes.valueBytes)
    ? `Path and text together are longer than ${querySizes.valueBytes} bytes. Shorten the text.`
    : undefined
}
