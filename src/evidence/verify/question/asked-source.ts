/** What may be asked of a log, as the receipt says it. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { ReceiptSource } from '../../receipt.ts'
import { findLogRequest, type LogRequest, readTarget, toLogPath } from '../read-request.ts'
import { findMisfit, list, object, text } from '../shape.ts'

/** The requests that may be made of a log. Times are in epoch milliseconds. */
export type AskedSource = {
  /** The path below `/client/v4/`. */
  readonly path: string
  readonly name: string
  readonly sinceMs: number
  readonly beforeMs: number
  /** The filters of each request, see `LogRequest`. */
  readonly filters: ReadonlySet<string>
}

/** Reads a request of the receipt: path and query below `/client/v4`. */
export function findReceiptRequest(request: string): LogRequest | undefined {
  return findLogRequest(readTarget(`/client/v4${request}`))
}

/** The first requests of a log, as the receipt names them. */
export function listAsked({ ledger }: ReceiptSource): readonly string[] {
  return ledger && findMisfit(ledger.asked, list(text)) === undefined
    ? (ledger.asked as readonly string[])
    : []
}

type TimeRange = { readonly since: string; readonly before: string }

/** What may be asked of a log of the answer. */
export function toAskedSource(source: ReceiptSource): AskedSource {
  const { ledger } = source
  const origin = Object(ledger?.origin).timeRange
  const isRange = findMisfit(origin, object({ since: text, before: text })) === undefined
  const ranges: readonly TimeRange[] = [
    ...(ledger ? [ledger.timeRange] : []),
    // Entries may be a part of an earlier, wider reading; then its requests are the ones that were asked.
    ...(isRange ? [origin] : []),
  ]
  return toAsked(source.in, listAsked(source), ranges)
}

/** What may be asked: these requests, in the range of all of them and of these time ranges. */
export function toAsked(
  id: string,
  asked: readonly string[],
  ranges: readonly TimeRange[],
): AskedSource {
  const requests = asked.flatMap((request) => findReceiptRequest(request) ?? [])
  const bounds = (key: keyof TimeRange, times: readonly (number | undefined)[]) =>
    [...ranges.map((range) => findEpochMs(range[key])), ...times].filter((ms) => ms !== undefined)
  return {
    path: toLogPath({ in: id }),
    name: id,
    sinceMs: Math.min(
      ...bounds(
        'since',
        requests.map(({ sinceMs }) => sinceMs),
      ),
    ),
    beforeMs: Math.max(
      ...bounds(
        'before',
        requests.map(({ beforeMs }) => beforeMs),
      ),
    ),
    filters: new Set(requests.map(({ filters }) => filters)),
  }
}

/** Whether a request is one of those that may be made of a log. */
export function isAskedOf(source: AskedSource, request: LogRequest): boolean {
  const { path, filters, sinceMs, beforeMs } = request
  return (
    source.path === path &&
    source.filters.has(filters) &&
    sinceMs !== undefined &&
    beforeMs !== undefined &&
    sinceMs >= source.sinceMs &&
    beforeMs <= source.beforeMs
  )
}
