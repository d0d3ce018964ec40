/** What the store's worker offers to the page: the store, with searches that can be stopped by number. */
import { transfer } from 'comlink'
import type { ColumnEntryStore } from './column-entry-store.ts'
import type { EntryStore, FindProgress } from './entry-store.ts'
import { type EntryTransfer, listBuffers } from './entry-transfer.ts'

/** The store's methods as they can be called from another thread. */
export type StoreService = Omit<EntryStore, 'size' | 'rows' | 'get' | 'findText' | 'dispose'> & {
  rows: (from: number, to: number) => Promise<EntryTransfer>
  get: (row: number) => Promise<EntryTransfer | undefined>
  /** Starts with an empty store; before anything else, once. */
  open: (datasetId: string) => void
  findText: (
    search: number,
    text: string,
    onProgress: (progress: FindProgress) => void,
  ) => Promise<void>
  stopFind: (search: number) => void
}

/** Creates the service; `create` makes the store for a dataset. */
export function createStoreService(create: (datasetId: string) => ColumnEntryStore): StoreService {
  const searches = new Map<number, AbortController>()
  let opened: ColumnEntryStore | undefined
  const store = (): ColumnEntryStore => {
    if (!opened) throw new Error('The store was not opened.')
    return opened
  }
  return {
    open(datasetId) {
      opened = create(datasetId)
    },
    stage: (bytes, chain) => store().stage(bytes, chain),
    stageNew: (bytes, chain) => store().stageNew(bytes, chain),
    commit: (strands, options) => store().commit(strands, options),
    countNew: (tickets) => store().countNew(tickets),
    discard: (tickets) => store().discard(tickets),
    setView: (view) => store().setView(view),
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
