/**
 * The page in which the store is measured: it offers the store to the script that drives the browser. `?timeline` in its
 * address is for the store of a timeline.
 */
import { getDataset } from '../../src/catalog/index.ts'
import { type EntryStore, onlySource, type StoreSource } from '../../src/web/store/entry-store.ts'
import { takeWorker } from '../../src/web/store/worker/preload-worker.ts'
import { createRemoteEntryStore } from '../../src/web/store/worker/remote-entry-store.ts'
import { timelineDatasets } from '../timeline-datasets.ts'

declare global {
  interface Window {
    store: EntryStore
  }
}

const sources: readonly StoreSource[] = new URLSearchParams(location.search).has('timeline')
  ? timelineDatasets.map((id, number) => {
      const dataset = getDataset(id)
      return { id: String(number), dataset, timeline: { log: dataset.word, scope: 'account' } }
    })
  : [{ id: onlySource, dataset: getDataset('account-audit-logs-v2') }]

window.store = createRemoteEntryStore(takeWorker(), sources)
