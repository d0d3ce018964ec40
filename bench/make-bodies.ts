/** Makes the bodies of the pages of a large log, as the API would send them. */
import type { Dataset } from '../src/catalog/define-dataset.ts'
import { getDataset } from '../src/catalog/index.ts'
import { parsePage } from '../src/cloudflare/page.ts'
import { createEmulator, type Emulator } from '../src/emulator/app.ts'
import { findScopes } from '../src/emulator/testing/ask-emulator.ts'
import { findScopedPath } from '../src/query/address/path-meaning.ts'
import type { Scope } from '../src/query/log-query.ts'
import { formatQueryString, type Pair } from '../src/query/query-string.ts'

const pageSize = 1_000

/** The time range of all entries. */
export const wholeRange = { since: '2026-10-01T00:00:00Z', before: '2026-12-31T00:00:00Z' }

/** An emulator whose audit log v2 of the first account has this many entries. */
export function createLargeEmulator(entries: number): Emulator {
  const nowMs = Date.parse('2026-11-19T15:20:00.000Z')
  return createEmulator({ seed: 1, entries, now: () => nowMs })
}

/** All pages of 1,000 entries of audit log v2 of the first account, newest first. */
export async function makeBodies(entries: number): Promise<readonly Buffer[]> {
  const emulator = createLargeEmulator(entries)
  const { account } = await findScopes(emulator)
  return readBodies(emulator, getDataset('account-audit-logs-v2'), account)
}

/** All pages of 1,000 entries of a log, newest first. */
export async function readBodies(
  emulator: Emulator,
  dataset: Dataset,
  scope: Scope,
): Promise<readonly Buffer[]> {
  const path = findScopedPath(dataset, scope)
  const { pagination } = dataset
  const bodies: Buffer[] = []
  let nextPairs: Pair[] = []
  for (;;) {
    const size: Pair = [pagination.sizeParameter, String(pageSize)]
    const pairs: Pair[] = [...Object.entries(wholeRange), size, ...nextPairs]
    const url = `https://api.cloudflare.com/client/v4${path}?${formatQueryString(pairs)}`
    const response = await emulator.fetch(new Request(url))
    const body = Buffer.from(await response.arrayBuffer())
    if (!response.ok) throw new Error(`${response.status} ${url}`)
    bodies.push(body)
    const { page } = parsePage(new Uint8Array(body))
    if (!page) throw new Error(`No page at ${url}`)
    if (pagination.style === 'page') {
      if (page.entries.length < pageSize) return bodies
      nextPairs = [[pagination.pageParameter, String(bodies.length + 1)]]
    } else {
      if (page.nextCursor === undefined) return bodies
      nextPairs = [['cursor', page.nextCursor]]
    }
  }
}
