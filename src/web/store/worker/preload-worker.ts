/** Starts the workers of stores. One can be started in advance, for the store that is created next. */

import { createWorkerStarter, guardClosableWorker } from '../../workers/start-worker.ts'
import { servePageWorkers } from '../pages/serve-page-workers.ts'
import type { StoreConnection } from './remote-entry-store.ts'
import storeWorkerUrl from './store-worker.ts?worker&url'

const startStoreWorker = createWorkerStarter(storeWorkerUrl)

let preloaded: StoreConnection | undefined

/** Starts the worker of the next store in advance. */
export function prepareWorker(): void {
  preloaded ??= startWorker()
}

/** Returns a worker without a store: the preloaded one, or a new one. */
export function takeWorker(): StoreConnection {
  const connection = preloaded ?? startWorker()
  preloaded = undefined
  return connection
}

function startWorker(): StoreConnection {
  const worker = startStoreWorker()
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
