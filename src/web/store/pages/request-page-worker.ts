/**
 * The store's worker lets the page start its page workers. While Firefox is debugged, by its developer tools or by a
 * test, `new Worker` within a worker sometimes never returns, and that worker then answers nothing more.
 */
import type { PageWorkerRequest } from './serve-page-workers.ts'

/** A page worker, as the worker that asked for it sees it. */
export type PageWorkerConnection = {
  /** Leads to the page worker. */
  port: MessagePort
  onFailure: (fail: (message: string) => void) => void
  end: () => void
}

/** Asks the page for a page worker. What is sent to the port waits there until the worker has started. */
export function requestPageWorker(): PageWorkerConnection {
  const [tasks, control] = [new MessageChannel(), new MessageChannel()]
  const pageWorker: PageWorkerRequest = { tasks: tasks.port2, control: control.port2 }
  self.postMessage({ pageWorker }, { transfer: [tasks.port2, control.port2] })
  return {
    port: tasks.port1,
    onFailure(fail) {
      control.port1.onmessage = ({ data }) => fail(String(data))
    },
    end() {
      control.port1.postMessage('end')
      control.port1.close()
      tasks.port1.close()
    },
  }
}
