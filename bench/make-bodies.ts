/** Makes the bodies of the pages of a large log, as the API would send them. */
import { getDataset } from '../src/catalog/index.ts'
import { createEmulator } from '../src/emulator/app.ts'
import { findScopes } from '../src/emulator/testing/ask-emulator.ts'
import { findScopedPath } from '../src/query/address/path-meaning.ts'
import { formatQueryString, type Pair } from '../src/query/query-string.ts'

/** The time range of all entries. */
export const wholeRange = { since: '2026-10-01T00:00:00Z', before: '2026-12-31T00:00:00Z' }

/** All pages of 1,000 entries of audit log v2 of the first account, newest first. */
export async function makeBodies(entries: number): Promise<readonly Buffer[]> {
  const nowMs = Date.parse('2026-11-19T15:20:00.000Z')
  const emulator = createEmulator({ seed: 1, entries, now: () => nowMs })
  const dataset = getDataset('account-audit-logs-v2')
  const { account } = await findScopes(emulator)
  const path = findScopedPath(dataset, account)
  const bodies: Buffer[] = []
  let cursorPairs: Pair[] = []
  for (;;) {
    const pairs: Pair[] = [...Object.entries(wholeRange), ['limit', '1000'], ...cursorPairs]
    const url = `https://api.cloudflare.com/client/v4${path}?${formatQueryString(pairs)}`
    const response = await emulator.fetch(new Request(url))
    const body = Buffer.from(await response.arrayBuffer())
    if (!response.ok) throw new Error(`${response.status} ${url}`)
    bodies.push(body)
    const cursor: unknown = JSON.parse(body.toString()).result_info?.cursor
    if (typeof cursor !== 'string') return bodies
    cursorPairs = [['cursor', cursor]]
  }
}
