/** Makes the pages of several logs in the order in which a timeline loads them. */

import { readText } from '../src/catalog/fields.ts'
import { getDataset } from '../src/catalog/index.ts'
import { findEpochMs } from '../src/cloudflare/instant.ts'
import { parsePage } from '../src/cloudflare/page.ts'
import { findScopes } from '../src/emulator/testing/ask-emulator.ts'
import { createLargeEmulator, readBodies } from './make-bodies.ts'
import { timelineDatasets } from './timeline-datasets.ts'

/**
 * The other logs have about half as many entries as audit log v2 of the same account, so all together have about as many
 * as asked for.
 */
const shareOfV2 = 0.64

/** One page: the number of its source, and up to where the list can be committed once it has come. */
export type TimelinePage = {
  source: number
  /** Absent when no log has further pages. */
  limit?: { until: string; untilStream: number }
}

/** The pages in order, and their bodies. */
export type TimelinePages = { pages: readonly TimelinePage[]; bodies: readonly Buffer[] }

/** All pages of the logs of `timelineDatasets`, newest first: about this many entries. */
export async function makeTimeline(entries: number): Promise<TimelinePages> {
  const emulator = createLargeEmulator(Math.round(entries * shareOfV2))
  const scopes = await findScopes(emulator)
  const queues: { body: Buffer; lastTime: string }[][] = []
  for (const id of timelineDatasets) {
    const dataset = getDataset(id)
    const [kind = 'account'] = dataset.scopes.map((scope) => scope.kind)
    const bodies = await readBodies(emulator, dataset, scopes[kind])
    queues.push(
      bodies.map((body) => {
        const last = parsePage(new Uint8Array(body)).page?.entries.at(-1)
        return { body, lastTime: readText(last, dataset.timePath) }
      }),
    )
  }
  return toArrivalOrder(queues)
}

/** The next page is always of the log that the list waits for: the one whose last entry is the newest. */
function toArrivalOrder(queues: readonly { body: Buffer; lastTime: string }[][]): TimelinePages {
  const pages: TimelinePage[] = []
  const bodies: Buffer[] = []
  const edges = queues.map(() => ({ ms: Number.POSITIVE_INFINITY, time: '' }))
  const findNext = () =>
    queues.reduce<number | undefined>((best, queue, number) => {
      if (queue.length === 0) return best
      return best === undefined || toMs(number) > toMs(best) ? number : best
    }, undefined)
  const toMs = (number: number) => edges[number]?.ms ?? Number.NaN
  for (let source = findNext(); source !== undefined; ) {
    const page = queues[source]?.shift()
    if (!page) break
    bodies.push(page.body)
    edges[source] = { ms: findEpochMs(page.lastTime) ?? Number.NaN, time: page.lastTime }
    const next = findNext()
    const until = next === undefined ? '' : (edges[next]?.time ?? '')
    // Until every log has its first page, nothing can be committed.
    const limit = { until: until || '9999-01-01T00:00:00Z', untilStream: next ?? 0 }
    pages.push({ source, ...(next !== undefined && { limit }) })
    source = next
  }
  return { pages, bodies }
}
