/** Starts the worker of a store. */

import { createWorkerStarter, guardClosableWorker } from '../../workers/start-worker.ts'
import { servePageWorkers } from '../pages/serve-page-workers.ts'
import type { StoreConnection } from './remote-entry-store.ts'
import storeWorkerUrl from './store-worker.ts?worker&url'

const startWorker = createWorkerStarter(storeWorkerUrl)

/** Starts a worker without a store. */
export function startStoreWorker(): StoreConnection {
  const worker = startWorker()
  const endPageWorkers = servePageWorkers(worker)
  const { orFail, close } = guardClosableWorker(worker)
  return {
    endpoint: worker,
    orFail,
    close() {
      close()
      endPageWorkers()
    },
  }
}
