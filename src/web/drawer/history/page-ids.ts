/** The ids of the entries of an answer, and how many of them are not a given entry. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findEntryText, type Page } from '../../../cloudflare/page.ts'
import { listEntryIds } from '../../../query/identity/digest-id.ts'

/** The id of each entry of a page, by the entry. */
export function toPageIds(dataset: Dataset, page: Page): ReadonlyMap<unknown, string> {
  const list = listEntryIds(dataset, page.entries, (index) => findEntryText(page, index))
  return new Map(page.entries.map((entry, index) => [entry, list[index] ?? '']))
}

/** How many of these entries of a page are not the one with the id. */
export function countOthers(
  dataset: Dataset,
  page: Page,
  entries: readonly unknown[],
  ownId: string,
): number {
  const ids = toPageIds(dataset, page)
  return entries.filter((entry) => ids.get(entry) !== ownId).length
}
