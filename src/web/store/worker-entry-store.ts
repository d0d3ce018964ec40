/** The store in a worker of its own: however much is loaded, the page's thread stays free. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { EntryStore } from './entry-store.ts'
import { createRemoteEntryStore } from './remote-entry-store.ts'
import { takeWorker } from './spare-worker.ts'

/** Opens an empty store for entries of a dataset in a worker. `dispose` ends it. */
export function createWorkerEntryStore(dataset: Dataset): EntryStore {
  const { worker, orFail } = takeWorker()
  return createRemoteEntryStore({
    endpoint: worker,
    dataset,
    orFail,
    close: () => worker.terminate(),
  })
}
