/**
 * The proxy beside nginx with an injected header, in one run: added latency, throughput, memory under
 * slow readers, and a thousand clients that go away.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { connect } from 'node:net'
import { createEmulator } from '../../src/emulator/app.ts'
import { buildProcesses } from '../build-processes.ts'
import { readCpuMs } from '../cpu-time.ts'
import type { Line, Part } from '../part.ts'
import type { LoadOrder, LoadResult } from '../processes/load.ts'
import { startNginx } from '../start-nginx.ts'

const accountId = '0123456789abcdef0123456789abcdef'
const pathOf = (limit: number) =>
  `/client/v4/accounts/${accountId}/logs/audit?since=2026-11-01T00:00:00Z&before=2026-11-02T00:00:00Z&limit=${limit}`
/** What every request carries; the proxy adds its launch key. */
const headers: Record<string, string> = { 'x-gumshoe': '1', 'sec-fetch-site': 'same-origin' }

/** The lines of the proxy. */
export const proxy: Part = {
  name: 'proxy',
  async run() {
    const nginx = await startNginx({ 'page-1000': toPage(1_000), 'page-25': toPage(25) })
    if (!nginx) throw new Error('This machine has no nginx; on Debian: apt-get install nginx')
    const files = await buildProcesses(['load', 'proxy', 'bare-pipe'])
    const load = fork(files.load)
    const upstream = `http://127.0.0.1:${nginx.upstreamPort}`
    // As `npm start` has it.
    const own = fork(files.proxy, [upstream], { execArgv: ['--initial-old-space-size=128'] })
    const bare = fork(files['bare-pipe'], [upstream])
    try {
      const [{ port, key }, { port: barePort }] = await Promise.all([
        ask<{ port: number; key: string }>(own),
        ask<{ port: number }>(bare),
      ])
      headers.authorization = `Bearer ${key}`
      return [
        ...(await compareThroughput(load, {
          nginx: { port: nginx.peerPort, pid: nginx.peerPid },
          'a bare node:http pipe': { port: barePort, pid: bare.pid ?? 0 },
          gumshoe: { port, pid: own.pid ?? 0 },
        })),
        ...(await compareLatency(load, port, nginx.peerPort)),
        await measureSlowReaders(own, port),
        await measureDisconnects(load, port),
      ]
    } finally {
      load.kill()
      own.kill()
      bare.kill()
      nginx.stop()
    }
  },
}

type Contender = { port: number; pid: number }
type Best = { perSecond: number; cpuMicros: number }

async function compareThroughput(load: ChildProcess, contenders: Record<string, Contender>) {
  const lines: Line[] = []
  for (const [limit, requests, least] of [
    [1_000, 400, 0.6],
    [25, 4_000, 0.3],
  ] as const) {
    const best: Record<string, Best> = {}
    // In turns, and the best of three each: the machine is shared.
    for (let round = 0; round < 3; round++) {
      for (const [name, { port, pid }] of Object.entries(contenders)) {
        const found = await measureThroughput(load, { port, pid }, limit, requests)
        const former = best[name]
        best[name] = {
          perSecond: Math.max(found.perSecond, former?.perSecond ?? 0),
          cpuMicros: Math.min(found.cpuMicros, former?.cpuMicros ?? Infinity),
        }
      }
    }
    lines.push(...toThroughputLines(limit, least, best))
  }
  return lines
}

async function measureThroughput(
  load: ChildProcess,
  { port, pid }: Contender,
  limit: number,
  requests: number,
): Promise<Best> {
  const order = { path: pathOf(limit), headers, connections: 8, port }
  // As many again before: Node compiles what runs often while it runs, and both sides run for days.
  await run(load, { ...order, requests, warmUp: 0 })
  const startedMs = readCpuMs(pid)
  const { durationMs, failures } = await run(load, { ...order, requests, warmUp: 0 })
  if (failures > 0) throw new Error(`${failures} requests to port ${port} failed.`)
  const cpuMicros = ((readCpuMs(pid) - startedMs) * 1_000) / requests
  return { perSecond: (requests / durationMs) * 1_000, cpuMicros }
}

function toThroughputLines(limit: number, least: number, best: Record<string, Best>): Line[] {
  const peer = best.nginx?.perSecond ?? Number.NaN
  return Object.entries(best)
    .filter(([name]) => name !== 'nginx')
    .flatMap(([name, { perSecond, cpuMicros }]): Line[] => [
      {
        claim: `part of nginx’s throughput, pages of ${limit} entries: ${name}`,
        measured: Math.round((perSecond / peer) * 100) / 100,
        unit: '',
        ...(name === 'gumshoe' && { least }),
        note: `${Math.round(perSecond)} of ${Math.round(peer)} requests/s, one process each`,
      },
      {
        claim: `processor time, a page of ${limit} entries: ${name}`,
        measured: Math.round(cpuMicros),
        unit: 'µs',
        note: `nginx ${Math.round(best.nginx?.cpuMicros ?? Number.NaN)} µs`,
      },
    ])
}

async function compareLatency(load: ChildProcess, port: number, peerPort: number) {
  const order = { path: pathOf(1_000), headers, connections: 2, requests: 200, warmUp: 20 }
  const paced = { ...order, ratePerSecond: 20 }
  const peer = await run(load, { ...paced, port: peerPort })
  const own = await run(load, { ...paced, port })
  return (
    [
      [0.5, 2],
      [0.95, 8],
    ] as const
  ).map(([share, maxMs]): Line => {
    const addedMs = quantile(own.latenciesMs, share) - quantile(peer.latenciesMs, share)
    return {
      claim: `latency added to nginx’s at 20 requests/s, p${share * 100}`,
      measured: addedMs,
      unit: 'ms',
      most: maxMs,
    }
  })
}

async function measureSlowReaders(proxy: ChildProcess, port: number): Promise<Line> {
  const before = await ask<{ bytes: number }>(proxy, 'memory')
  const text = toRequestText(port, pathOf(1_000))
  const sockets = Array.from({ length: 100 }, () => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    // One read, then a client that takes its time.
    socket.once('data', () => socket.pause())
    return socket
  })
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  const after = await ask<{ bytes: number }>(proxy, 'memory')
  for (const socket of sockets) socket.destroy()
  const grownMb = (after.bytes - before.bytes) / 1_048_576
  return { claim: 'memory growth with 100 slow readers', measured: grownMb, unit: 'MB', most: 64 }
}

async function measureDisconnects(load: ChildProcess, port: number): Promise<Line> {
  const text = toRequestText(port, pathOf(1_000))
  for (let turn = 0; turn < 1_000; turn++) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      // Some leave before the answer begins, the others in the middle of it.
      if (turn % 4 === 0) setTimeout(() => socket.destroy(), 1)
      else socket.once('data', () => socket.destroy())
      socket.once('close', () => resolve())
      socket.on('error', () => resolve())
    })
  }
  const order = { port, path: pathOf(25), headers, connections: 1, requests: 10, warmUp: 0 }
  const { failures } = await run(load, order)
  const unit = 'of 10 fail'
  return { claim: 'requests after 1,000 disconnects in a row', measured: failures, unit, most: 0 }
}

function toRequestText(port: number, path: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n${lines.join('')}\r\n`
}

/** A page as the API sends it, with entries of the emulator's first account. */
function toPage(size: number): string {
  const now = Date.parse('2026-11-20T16:00:00Z')
  const emulator = createEmulator({ seed: 1, entries: 5_000, now: () => now })
  const scope = { kind: 'account', id: '2bd47c24fec6938a189b6cbac87de631' } as const
  const result = emulator.entries('account-audit-logs-v2', scope).slice(0, size)
  const result_info = { count: result.length }
  return JSON.stringify({ success: true, errors: [], messages: [], result, result_info })
}

function run(load: ChildProcess, order: LoadOrder): Promise<LoadResult> {
  return ask<LoadResult>(load, order)
}

function ask<T>(child: ChildProcess, message?: LoadOrder | string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`A process ended early, with ${code}.`))
    child.once('exit', onExit)
    child.once('message', (answer) => {
      child.off('exit', onExit)
      resolve(answer as T)
    })
    if (message !== undefined) child.send(message)
  })
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
