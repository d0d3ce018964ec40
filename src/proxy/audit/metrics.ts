/**
 * Counters for Prometheus. Labels are path templates and statuses, which are few; there is no id, name
 * or query in them. Format: “Exposition formats” of Prometheus, text version 0.0.4.
 */
import type { RequestOutcome, RequestRecord } from '../request-context.ts'

/** A number of the moment, asked for when somebody reads the metrics. */
export type Gauge = { name: string; help: string; value: number | undefined }

/** The counters. */
export type Metrics = {
  count: (record: RequestRecord, outcome: RequestOutcome) => void
  /** All of them as text, with the gauges. */
  format: (gauges: readonly Gauge[]) => string
}

/** Upper bounds of the histogram of durations, in seconds. */
const bounds = [0.1, 0.5, 1, 5, 30] as const

type Durations = { buckets: number[]; seconds: number; count: number; bytes: number }

/** Creates them, all at zero. */
export function createMetrics(): Metrics {
  const requests = new Map<string, number>()
  const routes = new Map<string, Durations>()
  let retries = 0

  return {
    count({ route, retries: repeated = 0 }, { status, bytes, ms }) {
      const labels = `route="${route}",status="${status}"`
      requests.set(labels, (requests.get(labels) ?? 0) + 1)
      retries += repeated
      const known = routes.get(route) ?? {
        buckets: bounds.map(() => 0),
        seconds: 0,
        count: 0,
        bytes: 0,
      }
      for (const [index, bound] of bounds.entries()) {
        if (ms <= bound * 1_000) known.buckets[index] = (known.buckets[index] ?? 0) + 1
      }
      known.seconds += ms / 1_000
      known.count++
      known.bytes += bytes
      routes.set(route, known)
    },
    format(gauges) {
      const all = [...routes]
      return [
        ...head('gumshoe_requests_total', 'counter', 'Requests answered.'),
        ...[...requests].map(([labels, count]) => `gumshoe_requests_total{${labels}} ${count}`),
        ...head('gumshoe_response_bytes_total', 'counter', 'Bytes of bodies sent.'),
        ...all.map(
          ([route, { bytes }]) => `gumshoe_response_bytes_total{route="${route}"} ${bytes}`,
        ),
        ...head('gumshoe_request_seconds', 'histogram', 'Time until a body had ended.'),
        ...all.flatMap(([route, durations]) => formatDurations(route, durations)),
        ...head('gumshoe_upstream_retries_total', 'counter', 'Questions repeated upstream.'),
        `gumshoe_upstream_retries_total ${retries}`,
        ...gauges.flatMap(({ name, help, value }) =>
          value === undefined ? [] : [...head(name, 'gauge', help), `${name} ${value}`],
        ),
        '',
      ].join('\n')
    },
  }
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

function formatDurations(route: string, { buckets, seconds, count }: Durations): string[] {
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
