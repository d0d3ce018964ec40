/**
 * The page in which the store is measured: it offers the store to the script that drives the browser. `?timeline` in its
 * address is for the store of a timeline.
 */
import { getDataset } from '../../src/catalog/index.ts'
import { createQuery } from '../../src/query/log-query.ts'
import { compareResult } from '../../src/web/explorer/seal/compare-result.ts'
import { makeSeal } from '../../src/web/explorer/seal/make-seal.ts'
import { formatPages, listLines } from '../../src/web/export/receipt/format-pages.ts'
import { type FollowingFile, writeFiles } from '../../src/web/export/write-files.ts'
import { startExportWriter } from '../../src/web/export/writer/start-export-writer.ts'
import { emptySearchState } from '../../src/web/search/engine/search-state.ts'
import { listSessionSources } from '../../src/web/search/session/session-sources.ts'
import { type EntryStore, onlySource, type StoreSource } from '../../src/web/store/entry-store.ts'
import { createRemoteEntryStore } from '../../src/web/store/worker/remote-entry-store.ts'
import { startStoreWorker } from '../../src/web/store/worker/start-store-worker.ts'
import { timelineDatasets } from '../timeline-datasets.ts'

declare global {
  interface Window {
    store: EntryStore
    /** Writes the first entries as the ZIP of an export to nowhere, with or without what a receipt needs. */
    exportEntries: (count: number, hasReceipt: boolean) => Promise<{ ms: number; bytes: number }>
    /** Makes the fingerprint of all entries, and compares them with it. */
    sealEntries: () => Promise<{ makeMs: number; compareMs: number; kind: string }>
  }
}

const sources: readonly StoreSource[] = new URLSearchParams(location.search).has('timeline')
  ? timelineDatasets.map((id, number) => {
      const dataset = getDataset(id)
      return { id: String(number), dataset, timeline: { log: dataset.word, scope: 'account' } }
    })
  : [{ id: onlySource, dataset: getDataset('account-audit-logs-v2') }]

window.store = createRemoteEntryStore(startStoreWorker(), sources)

const datasetId = 'account-audit-logs-v2'

window.exportEntries = async (count, hasReceipt) => {
  const { store } = window
  const rows = (await store.listRows('all')).slice(0, count)
  const pages = Math.ceil((await store.listRows('all')).length / 1_000)
  const writer = startExportWriter()
  const startMs = performance.now()
  const files = [
    {
      name: 'a.ndjson',
      format: { kind: 'ndjson' } as const,
      sources: [{ datasetId }] as const,
      rows,
    },
  ]
  const tickets = Array.from(
    { length: Math.min(pages, Math.ceil(count / 1_000)) },
    (_, at) => at + 1,
  )
  const leaves = hasReceipt ? await store.pageLeaves(tickets) : []
  const { deliveredBytes } = await writeFiles({
    ...{ files, store, writer, onProgress: () => undefined },
    delivery: { isZipped: true, dateMs: 0, hasTree: hasReceipt },
    async *toFiles(ended, { readTree }): AsyncGenerator<FollowingFile> {
      yield { name: 'a.ndjson.manifest.json', text: '{}' }
      if (!hasReceipt) return
      const lines = listLines(files, ended)
      const facts = { source: onlySource, request: '', at: '', bytes: 0, requestId: '' }
      const received = leaves.map((each) => ({ ...facts, count: 1_000, leaves: each }))
      yield { name: 'pages.ndjson', pieces: formatPages(received, lines, store) }
      yield { name: 'receipt.json', text: JSON.stringify(await readTree()) }
    },
    sink: { write: async () => undefined },
    signal: new AbortController().signal,
  })
  writer.dispose()
  return { ms: performance.now() - startMs, bytes: deliveredBytes }
}

window.sealEntries = async () => {
  const query = createQuery(datasetId, { kind: 'account', id: 'a'.repeat(32) })
  const asked = listSessionSources(query)
  if (!asked) throw new Error('The log has no source.')
  const state = { ...emptySearchState, status: 'finished', verdict: 'complete' } as const
  const { store } = window
  const session = { sources: asked, now: Date.now, search: { getState: () => state }, store }
  const { signal } = new AbortController()
  const startMs = performance.now()
  const { seal } = await makeSeal(session, query, { signal })
  const makeMs = performance.now() - startMs
  const { comparison } = await compareResult(session, query, seal, signal, () => undefined)
  const compareMs = performance.now() - startMs - makeMs
  return { makeMs, compareMs, kind: comparison.kind }
}
