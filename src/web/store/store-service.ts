/** What the store's worker offers to the page: the store, with searches that can be stopped by number. */
import { transfer } from 'comlink'
import type {
  AppendReceipt,
  CommitOptions,
  EntryStore,
  FindProgress,
  StagedPage,
  StoreSize,
} from './entry-store.ts'
import { type PackedEntries, packEntries } from './packed-entries.ts'

/** How many rows come with a page that was committed at once: as many as a table asks for first. */
const rowsAhead = 64

/** A staged page; and, where it was committed in the same turn, what came of that and the first rows. */
export type StageAnswer = {
  staged: StagedPage
  ahead?: { receipt: AppendReceipt & StoreSize; rows: PackedEntries }
}

/** The store's methods as they can be called from another thread. */
export type StoreService = Omit<EntryStore, 'size' | 'stage' | 'rows' | 'findText' | 'dispose'> & {
  rows: (from: number, to: number) => Promise<PackedEntries>
  /** Starts with an empty store; before anything else, once. */
  open: (datasetId: string) => void
  stage: (bytes: ArrayBuffer, chain: number, next?: CommitOptions) => Promise<StageAnswer>
  findText: (
    search: number,
    text: string,
    onProgress: (progress: FindProgress) => void,
  ) => Promise<void>
  stopFind: (search: number) => void
}

/** Creates the service; `create` makes the store for a dataset. */
export function createStoreService(create: (datasetId: string) => EntryStore): StoreService {
  const searches = new Map<number, AbortController>()
  let opened: EntryStore | undefined
  const store = (): EntryStore => {
    if (!opened) throw new Error('The store was not opened.')
    return opened
  }
  return {
    open(datasetId) {
      opened = create(datasetId)
    },
    async stage(bytes, chain, next) {
      const staged = await store().stage(bytes, chain)
      if (!next || staged.problem) return { staged }
      const receipt = await store().commit([[staged.ticket]], next)
      return { staged, ahead: { receipt, rows: packEntries(await store().rows(0, rowsAhead)) } }
    },
    stageNew: (bytes, chain) => store().stageNew(bytes, chain),
    commit: (strands, options) => store().commit(strands, options),
    countNew: (tickets) => store().countNew(tickets),
    discard: (tickets) => store().discard(tickets),
    setView: (view) => store().setView(view),
    rows: async (from, to) => packEntries(await store().rows(from, to)),
    get: (row) => store().get(row),
    raw: (row) => store().raw(row),
    async listRows(of) {
      const rows = await store().listRows(of)
      return transfer(rows, [rows.buffer])
    },
    async readTexts(rows, room) {
      const texts = await store().readTexts(rows, room)
      return transfer(texts, [texts.bytes.buffer, texts.lengths.buffer])
    },
    locate: (id, time) => store().locate(id, time),
    seek: (timeMs) => store().seek(timeMs),
    facet: (path, limit) => store().facet(path, limit),
    histogram: (question) => store().histogram(question),
    async findText(search, text, onProgress) {
      const controller = new AbortController()
      searches.set(search, controller)
      try {
        await store().findText(text, onProgress, controller.signal)
      } finally {
        searches.delete(search)
      }
    },
    stopFind: (search) => searches.get(search)?.abort(),
  }
}
