/** The proxy under attack, in a process of its own. Its first argument is its order, as JSON. */
import { createUnlimitedQuota, startServer } from '../../src/proxy/node.ts'
import { createSecretSearch } from '../secret-forms.ts'

/** How the proxy is to be started. */
export type TargetOrder = {
  env: Readonly<Record<string, string>>
  apiOrigin: string
  deadlines?: { headersMs: number; idleMs: number; totalMs: number }
  /** How many times faster than the real clock its clock runs: pauses after failures are as much shorter. */
  clockSpeed?: number
  /** Whether log lines go to standard output, as in a real deployment, instead of being counted here. */
  writesLog?: boolean
  /** Where the keys of the sign-in are fetched from, instead of their address. */
  keysUrl?: string
}

/** What it tells about itself. */
export type TargetStats = {
  rssBytes: number
  logLines: number
  /** Log lines that are not one JSON object. */
  oddLines: number
  /** Log lines in which the credential was found. */
  leakingLines: number
  /** Errors of the proxy's own code, by name. */
  faults: Readonly<Record<string, number>>
  /** How answers ended, by the id of their request; only the latest ones. */
  ends: Readonly<Record<string, string>>
}

const maxEnds = 2_000

// It must end with the attack, also if that crashes.
process.on('disconnect', () => process.exit())

const {
  env,
  apiOrigin,
  deadlines,
  clockSpeed = 1,
  writesLog,
  keysUrl,
} = JSON.parse(process.argv[2] ?? '{}') as TargetOrder
const startedMs = Date.now()
let jumpedMs = 0
const now = () => startedMs + (Date.now() - startedMs) * clockSpeed + jumpedMs
const findSecret = createSecretSearch(env.CLOUDFLARE_API_TOKEN ?? '')
const counts = { logLines: 0, oddLines: 0, leakingLines: 0 }
const faults: Record<string, number> = {}
const ends = new Map<string, string>()

function readLine(line: string): void {
  counts.logLines++
  if (findSecret(Buffer.from(line))) counts.leakingLines++
  try {
    if (/[\r\n\u2028\u2029]/.test(line)) throw new Error('more than one line')
    const { requestId, end, fault } = JSON.parse(line)
    if (fault !== undefined) faults[fault] = (faults[fault] ?? 0) + 1
    ends.set(requestId, end)
    const [oldest] = ends.keys()
    if (ends.size > maxEnds && oldest !== undefined) ends.delete(oldest)
  } catch {
    counts.oddLines++
  }
}

const server = await startServer({
  env: { PORT: '0', ...env },
  apiOrigin,
  now,
  quota: createUnlimitedQuota(),
  assets: { find: () => undefined },
  ...(!writesLog && { log: readLine }),
  ...(deadlines && { deadlines }),
  ...(keysUrl !== undefined && { fetchKeys: (_, init) => fetch(keysUrl, init) }),
})
process.send?.({ port: server.port, key: server.launch?.key ?? '' })
process.on('message', (message) => {
  // The clock jumps by so many milliseconds.
  if (typeof message === 'number') jumpedMs += message
  const { rss: rssBytes } = process.memoryUsage()
  process.send?.({ rssBytes, ...counts, faults, ends: Object.fromEntries(ends) })
})
