/**
 * Counters for Prometheus. Labels are path templates and statuses only, so there are few of them and they
 * contain no id, name or query. Format: “Exposition formats” of Prometheus, text version 0.0.4.
 */
import type { RequestOutcome, RequestRecord } from '../http/request-context.ts'

/** A value that is read when the metrics are requested. */
export type Gauge = { name: string; help: string; value: number | undefined }

/** Request counters. */
export type Metrics = {
  count: (record: RequestRecord, outcome: RequestOutcome) => void
  /** Counts a line of the log that could not be written. */
  countLostLine: () => void
  /** All counters and the gauges as text. */
  format: (gauges: readonly Gauge[]) => string
}

/** Upper bounds of the histogram of durations, in seconds. */
const bounds = [0.1, 0.5, 1, 5, 30] as const

/** The counts of one route; requests by status. */
type Counts = {
  requests: Map<number, number>
  buckets: number[]
  seconds: number
  count: number
  bytes: number
}

/** Creates counters at zero. */
export function createMetrics(): Metrics {
  const routes = new Map<string, Counts>()
  let retries = 0
  let lostLines = 0

  return {
    count({ route, retries: repeated = 0 }, { status, bytes, ms }) {
      retries += repeated
      const known = routes.get(route) ?? createCounts()
      routes.set(route, known)
      known.requests.set(status, (known.requests.get(status) ?? 0) + 1)
      bounds.forEach((bound, index) => {
        if (ms <= bound * 1_000) known.buckets[index] = (known.buckets[index] ?? 0) + 1
      })
      known.seconds += ms / 1_000
      known.count++
      known.bytes += bytes
    },
    countLostLine() {
      lostLines++
    },
    format(gauges) {
      const all = [...routes]
      return [
        ...head('gumshoe_requests_total', 'counter', 'Requests answered.'),
        ...all.flatMap(([route, { requests }]) => formatRequests(route, requests)),
        ...head('gumshoe_response_bytes_total', 'counter', 'Bytes of bodies sent.'),
        ...all.map(
          ([route, { bytes }]) => `gumshoe_response_bytes_total{route="${route}"} ${bytes}`,
        ),
        ...head('gumshoe_request_seconds', 'histogram', 'Time until a body had ended.'),
        ...all.flatMap(([route, durations]) => formatDurations(route, durations)),
        ...head('gumshoe_upstream_retries_total', 'counter', 'Questions repeated upstream.'),
        `gumshoe_upstream_retries_total ${retries}`,
        ...head('gumshoe_log_lines_lost_total', 'counter', 'Lines of the log not written.'),
        `gumshoe_log_lines_lost_total ${lostLines}`,
        ...gauges.flatMap(({ name, help, value }) =>
          value === undefined ? [] : [...head(name, 'gauge', help), `${name} ${value}`],
        ),
        '',
      ].join('\n')
    },
  }
}

function createCounts(): Counts {
  return {
    requests: new Map(),
    buckets: bounds.map(() => 0),
    seconds: 0,
    count: 0,
    bytes: 0,
  }
}

function formatRequests(route: string, requests: Counts['requests']): string[] {
  return [...requests].map(
    ([status, count]) => `gumshoe_requests_total{route="${route}",status="${status}"} ${count}`,
  )
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

function formatDurations(route: string, { buckets, seconds, count }: Counts): string[] {
  const name = 'gumshoe_request_seconds'
  return [
    ...bounds.map(
      (bound, index) => `${name}_bucket{route="${route}",le="${bound}"} ${buckets[index] ?? 0}`,
    ),
    `${name}_bucket{route="${route}",le="+Inf"} ${count}`,
    `${name}_sum{route="${route}"} ${seconds}`,
    `${name}_count{route="${route}"} ${count}`,
  ]
}
