/** The workers of stores: started when a store wants one, the first one before that. */

import { createWorkerStarter, guardWorker } from '../../workers/start-worker.ts'
import type { StoreConnection } from './remote-entry-store.ts'
import storeWorkerUrl from './store-worker.ts?worker&url'

const startStoreWorker = createWorkerStarter(storeWorkerUrl)

let spare: StoreConnection | undefined

/** Starts a worker for the store that comes next. */
export function prepareWorker(): void {
  spare ??= startWorker()
}

/** A worker that no store has yet. */
export function takeWorker(): StoreConnection {
  const taken = spare ?? startWorker()
  spare = undefined
  return taken
}

function startWorker(): StoreConnection {
  const worker = startStoreWorker()
  return { endpoint: worker, orFail: guardWorker(worker), close: () => worker.terminate() }
}
