/**
 * What it costs that the proxy witnesses the answers of a search: throughput, processor time and latency with and
 * without the header that names one, in one run.
 */
import { askProcess } from '../ask-process.ts'
import { toPath, toQuantile } from '../compare-proxies.ts'
import { readCpuMs } from '../cpu-time.ts'
import { gzipLimits } from '../gzip-limits.ts'
import { makePage } from '../make-page.ts'
import type { Line, Part } from '../part.ts'
import type { LoadOrder, LoadResult } from '../processes/load.ts'
import { type Proxies, startProxies } from '../start-proxies.ts'

/** Decoding, slicing and hashing follow the last byte, so they delay only what comes at the same moment. */
const maxAddedMs = 4

const rounds = 3
const searchHeader = 'x-gumshoe-search'

type Cost = { perSecond: number; cpuMicros: number; medianMs: number }

/** The lines of the witness. */
export const witness: Part = {
  name: 'witness',
  async run({ tell }) {
    tell('starting the proxy for the witness')
    const limits = [1_000, 999, 25]
    const pages = limits.map((limit) => [`page-${limit}`, makePage(limit)] as const)
    const proxies = await startProxies(Object.fromEntries(pages))
    try {
      const lines: Line[] = []
      for (const limit of limits) {
        tell(`measuring pages of ${limit} entries with and without the witness`)
        lines.push(...toLines(limit, await compareCosts(proxies, limit)))
      }
      return lines
    } finally {
      proxies.stop()
    }
  },
}

/** The best of three, in turns, because the machine is shared. */
async function compareCosts(
  proxies: Proxies,
  limit: number,
): Promise<{ plain: Cost; watched: Cost }> {
  const headers = gzipLimits.has(String(limit))
    ? { ...proxies.headers, 'accept-encoding': 'gzip' }
    : proxies.headers
  let plain: Cost | undefined
  let watched: Cost | undefined
  for (let round = 0; round < rounds; round++) {
    plain = toBest(plain, await measureCost(proxies, limit, headers))
    const search = { ...headers, [searchHeader]: crypto.randomUUID() }
    watched = toBest(watched, await measureCost(proxies, limit, search))
  }
  if (!plain || !watched) throw new Error('Nothing was measured.')
  return { plain, watched }
}

const toBest = (former: Cost | undefined, found: Cost): Cost =>
  former
    ? {
        perSecond: Math.max(former.perSecond, found.perSecond),
        cpuMicros: Math.min(former.cpuMicros, found.cpuMicros),
        medianMs: Math.min(former.medianMs, found.medianMs),
      }
    : found

async function measureCost(
  { load, own }: Proxies,
  limit: number,
  headers: Readonly<Record<string, string>>,
): Promise<Cost> {
  const requests = limit >= 999 ? 400 : 2_000
  const ask = async (order: Pick<LoadOrder, 'connections' | 'requests' | 'ratePerSecond'>) => {
    const whole = { port: own.port, path: toPath(limit), headers, warmUp: 20, ...order }
    const result = await askProcess<LoadResult>(load, whole)
    if (result.failures > 0) throw new Error(`${result.failures} requests failed.`)
    return result
  }
  const startedMs = readCpuMs(own.pid)
  const { durationMs } = await ask({ connections: 8, requests })
  const cpuMicros = ((readCpuMs(own.pid) - startedMs) * 1_000) / requests
  const calm = await ask({ connections: 2, requests: 200, ratePerSecond: 20 })
  return {
    perSecond: (requests / durationMs) * 1_000,
    cpuMicros,
    medianMs: toQuantile(calm.latenciesMs, 0.5),
  }
}

function toLines(limit: number, { plain, watched }: { plain: Cost; watched: Cost }): Line[] {
  const page = `${gzipLimits.has(String(limit)) ? 'gzip ' : ''}pages of ${limit} entries`
  const note = `without the witness: ${Math.round(plain.perSecond)} requests/s and ${Math.round(plain.cpuMicros)} µs`
  const baseline = plain.medianMs + maxAddedMs
  return [
    {
      claim: `throughput, ${page}, witnessed`,
      measured: watched.perSecond,
      unit: 'requests/s',
      note,
    },
    {
      claim: `processor time for each, ${page}, witnessed`,
      measured: watched.cpuMicros,
      unit: 'µs',
    },
    {
      claim: `latency at 20 requests/s, ${page}, witnessed, p50`,
      measured: watched.medianMs,
      unit: 'ms',
      ratio: {
        to: `without the witness (${plain.medianMs.toFixed(2)} ms), and ${maxAddedMs} ms`,
        baseline,
        limit: 1,
        direction: 'at most',
      },
    },
  ]
}
