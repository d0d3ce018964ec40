/** Compares the product's proxy with nginx and with a bare pipe: throughput, processor time and latency. */
import { askProcess } from './ask-process.ts'
import { readCpuMs } from './cpu-time.ts'
import { gzipLimits } from './gzip-limits.ts'
import type { Line, Ratio } from './part.ts'
import type { LoadOrder, LoadResult } from './processes/load.ts'
import type { Contender, Proxies } from './start-proxies.ts'

/** Requests a second, and processor time for one request in microseconds. */
type Throughput = { perSecond: number; cpuMicros: number }

const noNginx = 'nginx is not installed; on Debian: apt-get install nginx-light'

/** The path of a page of so many entries. */
export function toPath(limit: number): string {
  const range = 'since=2026-11-01T00:00:00Z&before=2026-11-02T00:00:00Z'
  return `/client/v4/accounts/0123456789abcdef0123456789abcdef/logs/audit?${range}&limit=${limit}`
}

/** Lines of throughput for pages of `limit` entries; `minRatio` is the limit of the product's against nginx's. */
export async function compareThroughput(
  proxies: Proxies,
  limit: number,
  requests: number,
  minRatio: number,
): Promise<Line[]> {
  const { own, barePipe, nginx } = proxies
  const names = { gumshoe: own, 'a bare node:http pipe': barePipe, ...(nginx && { nginx }) }
  const best = await measureBest(proxies, names, limit, requests)
  const peer = best.get('nginx')
  const page = `${gzipLimits.has(String(limit)) ? 'gzip ' : ''}pages of ${limit} entries`
  return [...best].flatMap(([name, { perSecond, cpuMicros }]): Line[] => {
    const share = peer ? perSecond / peer.perSecond : Number.NaN
    const isPeer = name === 'nginx' || !peer
    return [
      {
        claim: `throughput, ${page}: ${name}`,
        measured: perSecond,
        unit: 'requests/s',
        ...(name === 'gumshoe' && { ratio: toNginxRatio(peer?.perSecond, 'at least', minRatio) }),
        note: isPeer ? 'one process' : `${share.toFixed(2)} of nginx’s, one process each`,
      },
      {
        claim: `processor time for each, ${page}: ${name}`,
        measured: cpuMicros,
        unit: 'µs',
      },
    ]
  })
}

/** The best of three of each, in turns, because the machine is shared. */
async function measureBest(
  proxies: Proxies,
  contenders: Readonly<Record<string, Contender>>,
  limit: number,
  requests: number,
): Promise<ReadonlyMap<string, Throughput>> {
  const best = new Map<string, Throughput>()
  for (let round = 0; round < 3; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      const found = await measureThroughput(proxies, contender, limit, requests)
      const former = best.get(name) ?? found
      best.set(name, {
        perSecond: Math.max(found.perSecond, former.perSecond),
        cpuMicros: Math.min(found.cpuMicros, former.cpuMicros),
      })
    }
  }
  return best
}

async function measureThroughput(
  { load, headers }: Proxies,
  { port, pid }: Contender,
  limit: number,
  requests: number,
): Promise<Throughput> {
  const order: LoadOrder = {
    port,
    path: toPath(limit),
    headers: gzipLimits.has(String(limit)) ? { ...headers, 'accept-encoding': 'gzip' } : headers,
    connections: 8,
    requests,
    warmUp: 0,
  }
  // Once before: Node compiles hot functions while they run, and a proxy runs for days.
  await askProcess<LoadResult>(load, order)
  const startedMs = readCpuMs(pid)
  const { durationMs, failures } = await askProcess<LoadResult>(load, order)
  if (failures > 0) throw new Error(`${failures} requests to port ${port} failed.`)
  return {
    perSecond: (requests / durationMs) * 1_000,
    cpuMicros: ((readCpuMs(pid) - startedMs) * 1_000) / requests,
  }
}

/** Lines of the latency of large pages at 20 requests a second; `maxRatios` are limits by quantile. */
export async function compareLatency(
  { load, headers, own, nginx }: Proxies,
  maxRatios: readonly (readonly [quantile: number, maxRatio: number])[],
): Promise<Line[]> {
  const measure = (port: number) =>
    askProcess<LoadResult>(load, {
      port,
      path: toPath(1_000),
      headers,
      connections: 2,
      requests: 200,
      warmUp: 20,
      ratePerSecond: 20,
    })
  const peer = nginx && (await measure(nginx.port))
  const { latenciesMs } = await measure(own.port)
  return maxRatios.map(([quantile, maxRatio]) => ({
    claim: `latency of a page of 1,000 entries at 20 requests/s, p${quantile * 100}`,
    measured: toQuantile(latenciesMs, quantile),
    unit: 'ms',
    ratio: toNginxRatio(peer && toQuantile(peer.latenciesMs, quantile), 'at most', maxRatio),
  }))
}

function toNginxRatio(
  baseline: number | undefined,
  direction: Ratio['direction'],
  limit: number,
): Ratio {
  const to = 'nginx with an added header'
  if (baseline === undefined) {
    return { to, baseline: Number.NaN, missing: noNginx, limit, direction }
  }
  return { to, baseline, limit, direction }
}

/** The value that this share of the sorted ones does not exceed. */
export function toQuantile(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN
}
