/**
 * Shares the work on pages between a few workers, so that packing never stands in the way of an answer and
 * a search through packed pages uses more than one core. They start with the first page to be packed, and end
 * when there is nothing more to do.
 */
import { type Remote, transfer, wrap } from 'comlink'
import { type AnswerGuard, createWorkerStarter, guardWorker } from '../../workers/start-worker.ts'
import { createPageTasks, type PageBytes, type PageTasks } from './page-tasks.ts'
import pageWorkerUrl from './page-worker.ts?worker&url'

type Service = Pick<PageTasks, 'pack' | 'find' | 'match' | 'hash'>
type Laborer = { worker: Worker; remote: Remote<Service>; orFail: AnswerGuard; tasks: number }

const startPageWorker = createWorkerStarter(pageWorkerUrl)

/** Two at least: one core packs or unpacks about 250 pages in a second. */
const laborerCounts = { least: 2, most: 4 }
/** A worker that has nothing to do takes ten megabytes, and starts again in a moment. */
const idleMs = 5_000

/** Creates the pool; `cores` is what the machine says it has. Where a worker fails, this thread does the work. */
export function createPageTaskPool(cores: number): PageTasks {
  const own = createPageTasks()
  const count = Math.min(Math.max(cores - 1, laborerCounts.least), laborerCounts.most)
  let laborers: Laborer[] | undefined
  let idleTimer: ReturnType<typeof setTimeout> | undefined

  function start(): Laborer {
    const worker = startPageWorker()
    return { worker, remote: wrap<Service>(worker), orFail: guardWorker(worker), tasks: 0 }
  }

  function stop(): void {
    clearTimeout(idleTimer)
    for (const { worker } of laborers ?? []) worker.terminate()
    laborers = undefined
  }

  function stopIdle(): void {
    if (laborers?.every(({ tasks }) => tasks === 0)) stop()
  }

  async function share<T>(
    ask: (remote: Remote<Service>) => Promise<T>,
    instead: () => Promise<T>,
  ): Promise<T> {
    clearTimeout(idleTimer)
    try {
      laborers ??= Array.from({ length: count }, start)
      const idlest = laborers.reduce((best, each) => (each.tasks < best.tasks ? each : best))
      idlest.tasks++
      try {
        return await idlest.orFail(ask(idlest.remote))
      } finally {
        idlest.tasks--
        clearTimeout(idleTimer)
        idleTimer = setTimeout(stopIdle, idleMs)
      }
    } catch {
      return instead()
    }
  }

  return {
    pack: (...pieces) =>
      share(
        (remote) => remote.pack(...pieces),
        () => own.pack(...pieces),
      ),
    unpack: own.unpack,
    find: (page, patterns) =>
      // Searching a page takes less time than copying it to another thread is worth.
      page.isPacked
        ? share(
            (remote) => remote.find(toTransfer(page), patterns),
            () => own.find(page, patterns),
          )
        : own.find(page, patterns),
    match: (page, localFilters) =>
      share(
        (remote) => remote.match(toTransfer(page), localFilters),
        () => own.match(page, localFilters),
      ),
    hash: (page, field) =>
      share(
        (remote) => remote.hash(toTransfer(page), field),
        () => own.hash(page, field),
      ),
    dispose: stop,
  }
}

/** A copy for another thread: the buffer that the bytes are in may hold many more. */
function toTransfer(page: PageBytes): PageBytes {
  const bytes = page.bytes.slice()
  return transfer({ ...page, bytes }, [bytes.buffer])
}
