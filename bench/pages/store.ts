/** The page in which the store is measured: it offers the store to the script that drives the browser. */
import { getDataset } from '../../src/catalog/index.ts'
import type { EntryStore } from '../../src/web/store/entry-store.ts'
import { createWorkerEntryStore } from '../../src/web/store/worker-entry-store.ts'

declare global {
  interface Window {
    store: EntryStore
  }
}

window.store = createWorkerEntryStore(getDataset('account-audit-logs-v2'))
