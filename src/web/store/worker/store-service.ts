/** The interface of the store's worker: the store, with text searches that are stopped by number. */
import { expose, transfer } from 'comlink'
import type { ColumnEntryStore, ColumnPartStore } from '../column-entry-store.ts'
import type { EntryStore, FindProgress, StorePart, StoreSource, StoreView } from '../entry-store.ts'
import { type EntryTransfer, listBuffers } from '../entry-transfer.ts'
import type { DetectProgress } from '../findings.ts'
import type { Counterparts } from '../stored-pair.ts'

/** A source by ids, because a dataset cannot be sent to another thread. */
export type NamedSource = Pick<StoreSource, 'id' | 'timeline'> & { datasetId: string }

/** The methods of one view of the store. */
export type ViewService<Store extends ColumnEntryStore | ColumnPartStore> = Pick<
  EntryStore,
  | 'raw'
  | 'listRows'
  | 'partnersOf'
  | 'readTexts'
  | 'sourcesOf'
  | 'keysOf'
  | 'locate'
  | 'seek'
  | 'facet'
  | 'histogram'
  | 'hours'
  | 'correlationsOf'
  | 'rulesOf'
  | 'newOf'
> & {
  detect: (onProgress?: (progress: DetectProgress) => void) => ReturnType<Store['detect']>
  setView: (view: StoreView) => ReturnType<Store['setView']>
  rows: (from: number, to: number) => Promise<EntryTransfer>
  get: (row: number) => Promise<EntryTransfer | undefined>
  findText: (
    search: number,
    text: string,
    onProgress: (progress: FindProgress) => void,
  ) => Promise<void>
  stopFind: (search: number) => void
}

/** The view of a part of the list. */
export type PartService = ViewService<ColumnPartStore> & { dispose: () => void }

/** The store's methods as they can be called from another thread. */
export type StoreService = ViewService<ColumnEntryStore> &
  Pick<
    EntryStore,
    | 'stage'
    | 'stageNew'
    | 'commit'
    | 'countNew'
    | 'discard'
    | 'reconcile'
    | 'setRules'
    | 'collectBaseline'
    | 'setBaseline'
    | 'setSealRows'
    | 'changes'
    | 'countNear'
    | 'pageLeaves'
    | 'forgetLeaves'
  > & {
    /** The hashes of rows; `job` is a number of the caller by which `stop` ends it. */
    hashRows: (
      job: number,
      rows: Uint32Array,
      form: 'leaf' | 'content',
    ) => Promise<Uint8Array<ArrayBuffer>>
    /** Ends the hashing of rows that has this number. */
    stop: (job: number) => void
    /** Creates an empty store; must be called once, before any other method. */
    open: (sources: readonly NamedSource[], counterparts: Counterparts) => void
    /** Creates a part, which answers at the other end of the channel of this port. */
    narrow: (part: StorePart, port: MessagePort) => void
  }

/** Creates the service; `create` creates the store for its sources. */
export function createStoreService(
  create: (sources: readonly NamedSource[], counterparts: Counterparts) => ColumnEntryStore,
): StoreService {
  let opened: ColumnEntryStore | undefined
  const jobs = createJobs()
  const store = (): ColumnEntryStore => {
    if (!opened) throw new Error('The store was not opened.')
    return opened
  }
  return {
    open(sources, counterparts) {
      opened = create(sources, counterparts)
    },
    stage: (bytes, chain, source) => store().stage(bytes, chain, source),
    stageNew: (bytes, chain, source) => store().stageNew(bytes, chain, source),
    commit: (streams, options) => store().commit(streams, options),
    countNew: (tickets) => store().countNew(tickets),
    discard: (tickets) => store().discard(tickets),
    reconcile: () => store().reconcile(),
    setRules: (rules) => store().setRules(rules),
    collectBaseline: () => store().collectBaseline(),
    setBaseline: (values) => store().setBaseline(values),
    setSealRows: (rows) => store().setSealRows(rows),
    changes: (rows) => store().changes(rows),
    countNear: (question) => store().countNear(question),
    pageLeaves: (tickets) => store().pageLeaves(tickets),
    forgetLeaves: (tickets) => store().forgetLeaves(tickets),
    async hashRows(job, rows, form) {
      const hash = form === 'leaf' ? store().leafHashes : store().contentHashes
      const hashes = await jobs.run(job, (signal) => hash(rows, signal))
      return transfer(hashes, [hashes.buffer])
    },
    stop: jobs.stop,
    narrow(part, port) {
      const partStore = store().narrow(part)
      const service: PartService = {
        ...createViewService(() => partStore),
        dispose: partStore.dispose,
      }
      expose(service, port)
    },
    ...createViewService(store),
  }
}

function createViewService<Store extends ColumnEntryStore | ColumnPartStore>(
  store: () => Store,
): ViewService<Store> {
  const searches = createJobs()
  return {
    setView: (view) => store().setView(view) as ReturnType<Store['setView']>,
    async rows(from, to) {
      const entries = await store().transferRows(from, to)
      return transfer(entries, listBuffers(entries))
    },
    async get(row) {
      const entries = await store().transferRow(row)
      return entries && transfer(entries, listBuffers(entries))
    },
    raw: (row) => store().raw(row),
    async listRows(of) {
      const rows = await store().listRows(of)
      return transfer(rows, [rows.buffer])
    },
    async partnersOf(rows) {
      const partners = await store().partnersOf(rows)
      return transfer(partners, [partners.rows.buffer, partners.certain.buffer])
    },
    async readTexts(rows, room, hasLeaves) {
      const texts = await store().readTexts(rows, room, hasLeaves)
      const { bytes, lengths, leaves } = texts
      return transfer(texts, [bytes.buffer, lengths.buffer, ...(leaves ? [leaves.buffer] : [])])
    },
    async sourcesOf(rows) {
      const sources = await store().sourcesOf(rows)
      return transfer(sources, [sources.buffer])
    },
    async keysOf(rows) {
      const keys = await store().keysOf(rows)
      return transfer(keys, [keys.times.buffer, keys.ids.buffer])
    },
    locate: (id, time, source) => store().locate(id, time, source),
    seek: (timeMs) => store().seek(timeMs),
    facet: (question) => store().facet(question),
    histogram: (question) => store().histogram(question),
    hours: (timeZone) => store().hours(timeZone),
    detect: (onProgress) => store().detect(onProgress) as ReturnType<Store['detect']>,
    correlationsOf: (row) => store().correlationsOf(row),
    rulesOf: (rows) => store().rulesOf(rows),
    newOf: (row) => store().newOf(row),
    findText: (search, text, onProgress) =>
      searches.run(search, (signal) => store().findText(text, onProgress, signal)),
    stopFind: searches.stop,
  }
}

/** Work that is stopped by number, because a signal cannot be sent to another thread. */
function createJobs() {
  const running = new Map<number, AbortController>()
  return {
    async run<T>(job: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const controller = new AbortController()
      running.set(job, controller)
      try {
        return await work(controller.signal)
      } finally {
        running.delete(job)
      }
    },
    stop: (job: number) => running.get(job)?.abort(),
  }
}
