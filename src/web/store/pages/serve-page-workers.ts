/** The page's side of page workers: starts those that a store's worker requests. */
import { createWorkerStarter } from '../../workers/start-worker.ts'
import pageWorkerUrl from './page-worker.ts?worker&url'

/** The message by which a store's worker requests a page worker has this as `pageWorker`. */
export type PageWorkerRequest = {
  /** Goes to the page worker. */
  tasks: MessagePort
  /** Any message from it ends the page worker; a failure is written to it. */
  control: MessagePort
}

const startPageWorker = createWorkerStarter(pageWorkerUrl)

/** Serves the requests of a store's worker; the returned function ends all of its page workers. */
export function servePageWorkers(storeWorker: Worker): () => void {
  const workers = new Set<Worker>()

  function start({ tasks, control }: PageWorkerRequest): void {
    try {
      const worker = startPageWorker()
      workers.add(worker)
      worker.addEventListener('error', ({ message }) => control.postMessage(message))
      control.onmessage = () => {
        worker.terminate()
        workers.delete(worker)
      }
      worker.postMessage(tasks, [tasks])
    } catch (error) {
      control.postMessage(String(error))
    }
  }

  storeWorker.addEventListener('message', ({ data }) => {
    if (data?.pageWorker) start(data.pageWorker)
  })
  return () => {
    for (const worker of workers) worker.terminate()
    workers.clear()
  }
}
