/** The page's side of a store in a worker: sends every call as a message. */
import { type Endpoint, proxy, type Remote, transfer, wrap } from 'comlink'
import type { AnswerGuard } from '../../workers/start-worker.ts'
import type {
  EntryStore,
  FindProgress,
  StagedPage,
  StoreSize,
  StoreSource,
} from '../entry-store.ts'
import { createEntryOpener } from '../entry-transfer.ts'
import type { StoreService } from './store-service.ts'

/** The thread of a store: `orFail` rejects when the thread has failed, `close` ends it. */
export type StoreConnection = {
  endpoint: Endpoint
  orFail: AnswerGuard
  close: () => void
}

/**
 * Opens an empty store for entries of one source or several in another thread. Every call rejects once that
 * thread has failed; `dispose` ends it.
 */
export function createRemoteEntryStore(
  { endpoint, orFail, close }: StoreConnection,
  sources: readonly StoreSource[],
): EntryStore {
  const remote: Remote<StoreService> = wrap<StoreService>(endpoint)
  // Calls are answered in order, so no other call has to wait for this one.
  const opening = remote.open(sources.map(({ id, dataset }) => ({ id, datasetId: dataset.id })))
  opening.catch(() => undefined)
  let size: StoreSize = { stored: 0, shown: 0 }
  let searches = 0
  const openEntries = createEntryOpener(sources)

  async function recordSize<T extends StoreSize>(answer: Promise<T>): Promise<T> {
    const result = await orFail(answer)
    size = { stored: result.stored, shown: result.shown }
    return result
  }

  return {
    // The types of comlink turn a union of results into a union of promises.
    stage: (bytes, chain, source) =>
      orFail(remote.stage(transfer(bytes, [bytes]), chain, source) as Promise<StagedPage>),
    stageNew: (bytes, chain, source) =>
      orFail(remote.stageNew(transfer(bytes, [bytes]), chain, source) as Promise<StagedPage>),
    commit: (streams, options) => recordSize(remote.commit(streams, options)),
    countNew: (tickets) => orFail(remote.countNew(tickets)),
    discard: (tickets) => orFail(remote.discard(tickets)),
    setView: (view) => recordSize(remote.setView(view)),
    size: () => size,
    rows: async (from, to) => openEntries(await orFail(remote.rows(from, to))),
    async get(row) {
      const transferred = await orFail(remote.get(row))
      return transferred && openEntries(transferred)[0]
    },
    raw: (row) => orFail(remote.raw(row)),
    listRows: (of) => orFail(remote.listRows(of)),
    readTexts(rows, room) {
      // A subarray would be sent with its whole buffer, so send a copy.
      const copy = rows.slice()
      const sent = transfer(copy, [copy.buffer])
      return orFail(remote.readTexts(sent, room && transfer(room, [room])))
    },
    locate: (id, time, source) => orFail(remote.locate(id, time, source)),
    seek: (timeMs) => orFail(remote.seek(timeMs)),
    facet: (question) => orFail(remote.facet(question)),
    histogram: (question) => orFail(remote.histogram(question)),
    findText(text, onProgress, signal) {
      const search = ++searches
      const report = (progress: FindProgress) => {
        if (!signal.aborted) onProgress(progress)
      }
      const end = orFail(remote.findText(search, text, proxy(report)))
      return untilAborted(end, signal, () => void remote.stopFind(search))
    },
    dispose: close,
  }
}

/** Rejects with the signal's reason as soon as it is aborted. */
function untilAborted(
  work: Promise<void>,
  signal: AbortSignal,
  onAbort: () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      onAbort()
      reject(signal.reason)
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
