/** The functions that the pages of the peers offer to the script that drives the browser. */
interface Window {
  isReady: boolean
  /** Adds entries, and resolves when they are drawn or stored. */
  appendPage: (entries: unknown[]) => Promise<void>
  finish: () => Promise<void>
  /** Returns the milliseconds for a filter, eight facets and a histogram. */
  analyze: (filter: 'broad' | 'narrow') => Promise<number>
}
