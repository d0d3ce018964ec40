/** The store in a worker of its own: however much is loaded, the page's thread stays free. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { EntryStore } from './entry-store.ts'
import { createRemoteEntryStore } from './remote-entry-store.ts'
import { createWorkerStarter, guardWorker } from './start-worker.ts'
import storeWorkerUrl from './store-worker.ts?worker&url'

const startStoreWorker = createWorkerStarter(storeWorkerUrl)

/** Starts a worker with an empty store for entries of a dataset. `dispose` ends it. */
export function createWorkerEntryStore(dataset: Dataset): EntryStore {
  const worker = startStoreWorker()
  return createRemoteEntryStore({
    endpoint: worker,
    datasetId: dataset.id,
    orFail: guardWorker(worker),
    close: () => worker.terminate(),
  })
}
