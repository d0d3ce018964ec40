/** The page's side of a store in a worker: sends every call as a message. */
import { type Endpoint, proxy, type Remote, releaseProxy, transfer, wrap } from 'comlink'
import type { EntryChange } from '../../../query/change/to-change.ts'
import type { AnswerGuard } from '../../workers/start-worker.ts'
import type {
  EntryStore,
  FindProgress,
  PartSize,
  SourceId,
  StagedPage,
  StorePart,
  StoreSize,
  StoreSource,
  StoreView,
} from '../entry-store.ts'
import { createEntryOpener } from '../entry-transfer.ts'
import type { DetectProgress, EntryCorrelation, Findings } from '../findings.ts'
import type { LeafStore } from '../page-leaves.ts'
import type { Counterparts } from '../stored-pair.ts'
import { createFirstRows } from './first-rows.ts'
import type { NamedSource, PartService, StoreService } from './store-service.ts'

/** The thread of a store: `orFail` rejects when the thread has failed or was ended, `close` ends it. */
export type StoreConnection = {
  endpoint: Endpoint
  orFail: AnswerGuard
  close: () => void
}

/**
 * Opens an empty store for entries of one source or several in another thread. Every call rejects once that
 * thread has failed, or was ended by `dispose`.
 */
export function createRemoteEntryStore(
  { endpoint, orFail, close }: StoreConnection,
  sources: readonly StoreSource[],
  counterparts: Counterparts = [],
): EntryStore {
  const remote: Remote<StoreService> = wrap<StoreService>(endpoint)
  // Calls are answered in order, so no other call has to wait for this one.
  const opening = remote.open(sources.map(toNamedSource), counterparts)
  opening.catch(() => undefined)
  let size: StoreSize = { stored: 0, shown: 0 }
  const learnFrom = new Map(sources.map(({ id, learnNames }) => [id, learnNames]))

  async function recordSize<T extends StoreSize>(answer: Promise<T>): Promise<T> {
    const result = await orFail(answer)
    const { stored, shown, pairsShown, shownOf, unknownRules } = result
    size = {
      ...{ stored, shown },
      ...(pairsShown !== undefined && { pairsShown }),
      ...(shownOf && { shownOf }),
      ...(unknownRules && { unknownRules }),
    }
    return result
  }

  async function learn(source: SourceId, answer: Promise<StagedPage>): Promise<StagedPage> {
    const staged = await orFail(answer)
    if (!staged.problem && staged.names) learnFrom.get(source)?.(staged.names)
    return staged
  }

  const store: EntryStore = {
    ...createRemoteView((ask) => orFail(ask(remote)), sources),
    // The types of comlink turn a union of results into a union of promises.
    stage: (bytes, chain, source) =>
      learn(source, remote.stage(transfer(bytes, [bytes]), chain, source) as Promise<StagedPage>),
    stageNew: (bytes, chain, source) =>
      learn(
        source,
        remote.stageNew(transfer(bytes, [bytes]), chain, source) as Promise<StagedPage>,
      ),
    commit: (streams, options) => recordSize(remote.commit(streams, options)),
    countNew: (tickets) => orFail(remote.countNew(tickets)),
    discard: (tickets) => orFail(remote.discard(tickets)),
    setView: (view) => recordSize(remote.setView(view)),
    reconcile: () => recordSize(remote.reconcile() as ReturnType<EntryStore['reconcile']>),
    setRules: (rules) => recordSize(remote.setRules(rules)),
    collectBaseline: () => orFail(remote.collectBaseline()),
    setBaseline: (values) => recordSize(remote.setBaseline(values)),
    setSealRows: (rows) => recordSize(remote.setSealRows(rows)),
    detect: (onProgress) =>
      recordSize(remote.detect(onProgress && proxy(onProgress)) as Promise<Findings & StoreSize>),
    size: () => size,
    changes: (rows) => orFail(remote.changes(rows.slice()) as Promise<readonly EntryChange[]>),
    countNear: (question) => orFail(remote.countNear(question)),
    ...createRemoteLeaves(remote, orFail),
    narrow: (part) => ({ ...store, ...createRemotePart(remote, orFail, sources, part) }),
    dispose: close,
  }
  return store
}

function toNamedSource({ id, dataset, timeline }: StoreSource): NamedSource {
  return { id, datasetId: dataset.id, ...(timeline && { timeline }) }
}

/** The methods about received pages. */
function createRemoteLeaves(remote: Remote<StoreService>, orFail: AnswerGuard): LeafStore {
  let jobs = 0
  const hash = (form: 'leaf' | 'content') => (rows: Uint32Array, signal?: AbortSignal) => {
    const job = ++jobs
    // A subarray would be sent with its whole buffer, so send a copy.
    const copy = rows.slice()
    const hashes = orFail(remote.hashRows(job, transfer(copy, [copy.buffer]), form))
    const stop = () => void orFail(remote.stop(job)).catch(() => undefined)
    return signal ? untilAborted(hashes, signal, stop) : hashes
  }
  return {
    // The types of comlink turn a union of results into a union of promises.
    pageLeaves: (tickets) =>
      orFail(remote.pageLeaves(tickets) as ReturnType<LeafStore['pageLeaves']>),
    forgetLeaves: (tickets) => orFail(remote.forgetLeaves(tickets)),
    leafHashes: hash('leaf'),
    contentHashes: hash('content'),
  }
}

/** The methods of a part that differ from those of its store. */
function createRemotePart(
  remote: Remote<StoreService>,
  orFail: AnswerGuard,
  sources: readonly StoreSource[],
  part: StorePart,
) {
  const { port1, port2 } = new MessageChannel()
  const service = wrap<PartService>(port1)
  const opening = remote.narrow(part, transfer(port2, [port2]))
  opening.catch(() => undefined)
  // The first call need not wait until the part is there: it waits in the channel, while the page draws.
  const call = async <T>(ask: (service: Remote<PartService>) => Promise<T>) => {
    const [answer] = await orFail(Promise.all([ask(service), opening]))
    return answer
  }
  const view = createRemoteView(call, sources)
  const { rows, request, forget } = createFirstRows(view.rows)
  let size: PartSize = { stored: 0, shown: 0, sources: {} }
  let isViewSet = false
  return {
    ...view,
    rows,
    async setView(next: StoreView) {
      forget()
      const selecting = call((each) => each.setView(next))
      if (!isViewSet) request()
      isViewSet = true
      size = await selecting
      return size
    },
    async detect(onProgress?: (progress: DetectProgress) => void) {
      const found = await call(
        (each) => each.detect(onProgress && proxy(onProgress)) as Promise<Findings & PartSize>,
      )
      forget()
      return found
    },
    size: () => size,
    dispose() {
      const end = async () => {
        await service.dispose()
        service[releaseProxy]()
      }
      // When the worker has ended, there is nothing left to end.
      opening.then(end).catch(() => undefined)
    },
  }
}

type RemoteView = Omit<Remote<PartService>, 'setView' | 'detect' | 'dispose'>
type RemoteCall = <T>(ask: (remote: RemoteView) => Promise<T>) => Promise<T>

/** The methods that a view answers. */
function createRemoteView(call: RemoteCall, sources: readonly StoreSource[]) {
  const openEntries = createEntryOpener(sources)
  let searches = 0
  return {
    rows: async (from, to) => openEntries(await call((remote) => remote.rows(from, to))),
    async get(row) {
      const transferred = await call((remote) => remote.get(row))
      return transferred && openEntries(transferred)[0]
    },
    raw: (row) => call((remote) => remote.raw(row)),
    listRows: (of) => call((remote) => remote.listRows(of)),
    partnersOf: (rows) => call((remote) => remote.partnersOf(rows.slice())),
    readTexts(rows, room, hasLeaves) {
      // A subarray would be sent with its whole buffer, so send a copy.
      const copy = rows.slice()
      const sent = transfer(copy, [copy.buffer])
      const given = room && transfer(room, [room])
      return call((remote) => remote.readTexts(sent, given, hasLeaves))
    },
    sourcesOf: (rows) => call((remote) => remote.sourcesOf(rows.slice())),
    keysOf: (rows) => call((remote) => remote.keysOf(rows.slice())),
    locate: (id, time, source) => call((remote) => remote.locate(id, time, source)),
    seek: (timeMs) => call((remote) => remote.seek(timeMs)),
    facet: (question) => call((remote) => remote.facet(question)),
    histogram: (question) => call((remote) => remote.histogram(question)),
    hours: (timeZone) => call((remote) => remote.hours(timeZone)),
    correlationsOf: (row) =>
      call((remote) => remote.correlationsOf(row) as Promise<readonly EntryCorrelation[]>),
    rulesOf: (rows) => call((remote) => remote.rulesOf(rows.slice())),
    newOf: (row) => call((remote) => remote.newOf(row)),
    findText(text, onProgress, signal) {
      const search = ++searches
      const report = (progress: FindProgress) => {
        if (!signal.aborted) onProgress(progress)
      }
      const end = call((remote) => remote.findText(search, text, proxy(report)))
      const stop = () => void call((remote) => remote.stopFind(search)).catch(() => undefined)
      return untilAborted(end, signal, stop)
    },
  } satisfies Partial<EntryStore>
}

/** Rejects with the signal's reason as soon as it is aborted. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal, onAbort: () => void): Promise<T> {
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
