/**
 * Distributes the work on pages to a few workers, so that packing never delays an answer, and a search through packed
 * pages uses more than one core. The workers start with the first task, and end when they have been idle.
 */
import { type Remote, transfer, wrap } from 'comlink'
import { type AnswerGuard, createAnswerGuard } from '../../workers/start-worker.ts'
import { createPageTasks, type PageBytes, type PageTasks } from './page-tasks.ts'
import { requestPageWorker } from './request-page-worker.ts'

type Service = Omit<PageTasks, 'unpack' | 'dispose'>
type PageWorker = {
  end: () => void
  remote: Remote<Service>
  orFail: AnswerGuard
  /** Number of tasks that it has not finished. */
  taskCount: number
}

/** One core packs or unpacks about 250 pages in a second. */
const minWorkers = 2
const maxWorkers = 4
/** An idle worker takes ten megabytes and starts again quickly, so the workers end after this long without a task. */
const idleMs = 5_000

/** Creates the pool; `cores` is the number of cores that the browser reports. If a worker fails, this thread does the task. */
export function createPageTaskPool(cores: number): PageTasks {
  const own = createPageTasks()
  const count = Math.min(Math.max(cores - 1, minWorkers), maxWorkers)
  let workers: PageWorker[] | undefined
  let idleTimer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(idleTimer)
    for (const { end } of workers ?? []) end()
    workers = undefined
  }

  function stopIdle(): void {
    if (workers?.every(({ taskCount }) => taskCount === 0)) stop()
  }

  /** Runs a task in the worker with the fewest tasks; if that fails, in this thread. */
  async function run<T>(task: (service: Remote<Service> | Service) => Promise<T>): Promise<T> {
    clearTimeout(idleTimer)
    try {
      workers ??= Array.from({ length: count }, startWorker)
      const idlest = workers.reduce((best, worker) =>
        worker.taskCount < best.taskCount ? worker : best,
      )
      idlest.taskCount++
      try {
        return await idlest.orFail(task(idlest.remote))
      } finally {
        idlest.taskCount--
        clearTimeout(idleTimer)
        idleTimer = setTimeout(stopIdle, idleMs)
      }
    } catch {
      return task(own)
    }
  }

  return {
    pack: (...pieces) => run((service) => service.pack(...pieces)),
    unpack: own.unpack,
    find: (page, patterns) =>
      // Searching an unpacked page takes less time than copying it to another thread.
      page.isPacked
        ? run((service) => service.find(toTransfer(page), patterns))
        : own.find(page, patterns),
    match: (page, ...filters) => run((service) => service.match(toTransfer(page), ...filters)),
    detect: (page, request) => run((service) => service.detect(toTransfer(page), request)),
    hash: (page, field) => run((service) => service.hash(toTransfer(page), field)),
    hashEntries: (page, request) =>
      run((service) => service.hashEntries(toTransfer(page), request)),
    // The texts are copied, because they are needed again when the worker fails.
    pair: (one, other) => run((service) => service.pair(one, other)),
    dispose: stop,
  }
}

function startWorker(): PageWorker {
  const { port, onFailure, end } = requestPageWorker()
  return { end, remote: wrap<Service>(port), orFail: createAnswerGuard(onFailure), taskCount: 0 }
}

/** Copies a page for another thread, because its buffer may contain other pages as well. */
function toTransfer(page: PageBytes): PageBytes {
  const bytes = page.bytes.slice()
  return transfer({ ...page, bytes }, [bytes.buffer])
}
