/**
 * The proxy beside nginx with an added header, in one run: throughput, latency, memory with slow readers, and a
 * thousand clients that disconnect.
 */
import { connect } from 'node:net'
import { askProcess } from '../ask-process.ts'
import { compareLatency, compareThroughput, toPath } from '../compare-proxies.ts'
import { makePage } from '../make-page.ts'
import type { Line, Part } from '../part.ts'
import type { LoadResult } from '../processes/load.ts'
import { type Proxies, startProxies } from '../start-proxies.ts'

/**
 * 0.6 of what the product had before it checked whether bodies are whole: 0.53 of nginx with large pages and 0.29 with
 * small ones. A bare pipe has 0.57 to 0.69 and 0.40 to 0.48.
 */
const minLargeRatio = 0.32
const minSmallRatio = 0.17
/**
 * 0.6 of what the product has with pages that arrive compressed: 0.08 and 0.18 on a busy machine. nginx passes their
 * bytes on, while the product inflates each page to check it; without the check it had 0.34 and 0.15 to 0.28.
 */
const minLargeGzipRatio = 0.045
const minSmallGzipRatio = 0.1
/** The median took 1.2 to 1.7 of nginx on a busy machine, and the 95th percentile 1.1 to 2.0. */
const maxLatencyRatios = [
  [0.5, 3],
  [0.95, 5],
] as const
/** A proxy that buffers answers whole takes all of their bytes; the product took less than a tenth. */
const maxMemoryRatio = 0.3

const readerCount = 100
const disconnectCount = 1_000

/** The lines of the proxy. */
export const proxy: Part = {
  name: 'proxy',
  async run({ tell }) {
    const largePage = makePage(1_000)
    tell('starting the proxies')
    const proxies = await startProxies({
      'page-1000': largePage,
      'page-25': makePage(25),
      'page-999': makePage(999),
      'page-24': makePage(24),
    })
    try {
      return [
        ...(await compareThroughput(proxies, 1_000, 400, minLargeRatio)),
        ...(await compareThroughput(proxies, 25, 4_000, minSmallRatio)),
        ...(await compareThroughput(proxies, 999, 800, minLargeGzipRatio)),
        ...(await compareThroughput(proxies, 24, 4_000, minSmallGzipRatio)),
        ...(await compareLatency(proxies, maxLatencyRatios)),
        await measureSlowReaders(proxies, Buffer.byteLength(largePage)),
        await measureDisconnects(proxies),
      ]
    } finally {
      proxies.stop()
    }
  },
}

async function measureSlowReaders(proxies: Proxies, pageBytes: number): Promise<Line> {
  const { own, ownProcess } = proxies
  const before = await askProcess<{ bytes: number }>(ownProcess, 'memory')
  const text = formatRequest(proxies, toPath(1_000))
  const sockets = Array.from({ length: readerCount }, () => {
    const socket = connect(own.port, '127.0.0.1', () => socket.write(text))
    // It reads once, and then no more.
    socket.once('data', () => socket.pause())
    return socket
  })
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  const after = await askProcess<{ bytes: number }>(ownProcess, 'memory')
  for (const socket of sockets) socket.destroy()
  const mebibyte = 1_048_576
  return {
    claim: `memory growth with ${readerCount} slow readers`,
    measured: (after.bytes - before.bytes) / mebibyte,
    unit: 'MiB',
    ratio: {
      to: 'the bytes of all their answers',
      baseline: (pageBytes * readerCount) / mebibyte,
      limit: maxMemoryRatio,
      direction: 'at most',
    },
  }
}

async function measureDisconnects(proxies: Proxies): Promise<Line> {
  const { own, load, headers } = proxies
  const text = formatRequest(proxies, toPath(1_000))
  for (let turn = 0; turn < disconnectCount; turn++) {
    await new Promise<void>((resolve) => {
      const socket = connect(own.port, '127.0.0.1', () => socket.write(text))
      // A quarter disconnects before the answer begins, the others after its first bytes.
      if (turn % 4 === 0) setTimeout(() => socket.destroy(), 1)
      else socket.once('data', () => socket.destroy())
      socket.once('close', () => resolve())
      socket.on('error', () => resolve())
    })
  }
  const order = {
    port: own.port,
    path: toPath(25),
    headers,
    connections: 1,
    requests: 10,
    warmUp: 0,
  }
  const { failures } = await askProcess<LoadResult>(load, order)
  return {
    claim: `failed requests after ${disconnectCount.toLocaleString('en')} disconnects in a row`,
    measured: failures,
    unit: 'of 10',
    expected: 0,
  }
}

function formatRequest({ own, headers }: Proxies, path: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\nHost: localhost:${own.port}\r\n${lines.join('')}\r\n`
}
