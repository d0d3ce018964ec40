/** The workers of stores: started when a store wants one, the first one before that. */
import { type AnswerGuard, createWorkerStarter, guardWorker } from './start-worker.ts'
import storeWorkerUrl from './store-worker.ts?worker&url'

/** A worker with what says that it is gone. */
export type GuardedWorker = { worker: Worker; orFail: AnswerGuard }

const startStoreWorker = createWorkerStarter(storeWorkerUrl)

let spare: GuardedWorker | undefined

/** Starts a worker for the store that comes next. */
export function prepareWorker(): void {
  spare ??= startGuarded()
}

/** A worker that no store has yet. */
export function takeWorker(): GuardedWorker {
  const taken = spare ?? startGuarded()
  spare = undefined
  return taken
}

function startGuarded(): GuardedWorker {
  const worker = startStoreWorker()
  return { worker, orFail: guardWorker(worker) }
}
