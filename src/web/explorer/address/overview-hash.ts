/** The fragment of an address that opens the overview of the findings over the list. */

/** The fragment, with its `#`. */
export const overviewHash = '#findings'

/** The fragment if it opens the overview, else nothing: other fragments are not carried from address to address. */
export function toOverviewHash(hash: string): string {
  return hash === overviewHash ? overviewHash : ''
}
