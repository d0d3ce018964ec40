/** The page in which the store is measured: it offers the store to the script that drives the browser. */
import { getDataset } from '../../src/catalog/index.ts'
import { type EntryStore, onlySource } from '../../src/web/store/entry-store.ts'
import { takeWorker } from '../../src/web/store/worker/preload-worker.ts'
import { createRemoteEntryStore } from '../../src/web/store/worker/remote-entry-store.ts'

declare global {
  interface Window {
    store: EntryStore
  }
}

window.store = createRemoteEntryStore(takeWorker(), [
  { id: onlySource, dataset: getDataset('account-audit-logs-v2') },
])
