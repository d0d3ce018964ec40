/**
 * Checks that the pages of a log that was read completely cover its time range, each request of the question by itself. A
 * window that another one continues covers the time up to its last entry: the API gives entries in the order of their times.
 */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Receipt, ReceiptSource, ReceiptWindow } from '../../receipt.ts'
import type { CheckList, CheckResult } from '../check.ts'
import { isFirstReading } from '../check-verdict.ts'
import { toAskedSource } from '../question/asked-source.ts'
import { findLogRequest, type LogRequest, readTarget } from '../read-request.ts'
import { toCounted, toQuoted } from '../words.ts'
import type { PageEnds } from './page-ends.ts'

/** A part of a time range, in epoch milliseconds; `beforeMs` does not belong to it. */
type Part = { readonly sinceMs: number; readonly beforeMs: number }

/** What a window asked for, what it is shown to have read of that, and what it may have read. */
type ReadWindow = {
  readonly window: ReceiptWindow
  readonly request: LogRequest
  readonly asked: Part
  readonly shown: Part | undefined
  readonly possible: Part | undefined
}

/** Checks all logs that are marked complete. */
export function checkCoverage({ predicate }: Receipt, ends: PageEnds, checks: CheckList): void {
  for (const source of predicate.sources) {
    const { ledger } = source
    if (ledger?.verdict !== 'complete') continue
    const windows = ledger.windows
      .filter(isFirstReading)
      .flatMap((window) => readWindow(predicate.pages, window, ends))
    const { filters } = toAskedSource(source)
    if (filters.size === 0 || windows.length === 0)
      checks.add(
        'question',
        'fails',
        `The log ${toQuoted(source.in)} is marked complete, but no page of it is in the receipt.`,
      )
    for (const each of filters) {
      const own = windows.filter(({ request }) => request.filters === each)
      const { result, words } = judgeRequest(source, ledger.timeRange, each, own)
      checks.add('question', result, words)
    }
  }
}

/** Judges the windows of one request of the question. */
function judgeRequest(
  source: ReceiptSource,
  { since, before }: { since: string; before: string },
  filters: string,
  windows: readonly ReadWindow[],
): { result: CheckResult; words: string } {
  const log = `log ${toQuoted(source.in)}`
  const name = `${log}${filters ? ` (${toQuoted(filters)})` : ''}`
  const completely = `The ${name} is marked complete, but`
  const [sinceMs, beforeMs] = [findEpochMs(since), findEpochMs(before)]
  if (sinceMs === undefined || beforeMs === undefined) {
    const words = `${completely} its time range in the receipt cannot be read.`
    return { result: 'fails', words }
  }
  const findMissing = (toPart: (window: ReadWindow) => Part | undefined) =>
    findGap(
      windows.flatMap((window) => toPart(window) ?? []),
      { sinceMs, beforeMs },
    )
  const unasked = findMissing(({ asked }) => asked)
  if (unasked) {
    const words = `${completely} the receipt has no request for the time ${toRangeWords(unasked)}.`
    return { result: 'fails', words }
  }
  const unread = findMissing(({ possible }) => possible)
  if (unread) return { result: 'fails', words: toUnreadWords(unread, windows, log) }
  if (!findMissing(({ shown }) => shown))
    return { result: 'holds', words: `The pages cover the whole time range of the ${name}.` }
  const count = windows.filter(({ shown, possible }) => shown !== possible).length
  const words = `Not checked for ${toCounted(count, 'window')} of the ${name}: whether entries are missing before the next window begins. The proxy did not sign the time of the last entry, and the given files do not show it. Ask for an NDJSON export of all entries, or for one made with a newer proxy.`
  return { result: 'unknown', words }
}

function readWindow(
  pages: Receipt['predicate']['pages'],
  window: ReceiptWindow,
  ends: PageEnds,
): readonly ReadWindow[] {
  const read = window.pages.flatMap((number) => {
    const page = pages[number - 1]
    const request = page && findLogRequest(readTarget(`/client/v4${page.request}`))
    return page && request ? [{ request, count: page.count, end: ends.get(number) }] : []
  })
  const [first] = read
  if (!first) return []
  const { request } = first
  const { sinceMs = Number.POSITIVE_INFINITY, beforeMs = 0, isOldestFirst } = request
  const asked = { sinceMs, beforeMs }
  const known = { window, request, asked }
  if (window.outcome !== 'continued') return [{ ...known, shown: asked, possible: asked }]
  // A log without pages gives all entries of a time range in one answer, unless that is full.
  if (request.pagination.style === 'window' && first.count < request.size)
    return [{ ...known, shown: asked, possible: asked }]
  const times = read.flatMap(({ end }) => end?.timeMs ?? [])
  const shown = times.length === 0 ? undefined : cutPart(asked, times, isOldestFirst)
  const last = read.findLast(({ count }) => count > 0)
  const isExact = !last || last.end?.isExact === true
  return [{ ...known, shown, possible: isExact ? shown : asked }]
}

/**
 * The part of a time range that was read before the last of these times. Other entries of that very instant may be on the
 * next page, so it does not belong to the part. An instant is a whole millisecond here.
 */
function cutPart(
  { sinceMs, beforeMs }: Part,
  timesMs: readonly number[],
  isOldestFirst: boolean,
): Part {
  const toEarlier = (a: number, b: number) => Math.min(a, b)
  const toLater = (a: number, b: number) => Math.max(a, b)
  // No document says whether a request has the entries of its bound `since`, so the next one has to begin before.
  return isOldestFirst
    ? { sinceMs, beforeMs: Math.min(beforeMs, timesMs.reduce(toLater) - 1) }
    : { sinceMs: Math.max(sinceMs, timesMs.reduce(toEarlier) + 1), beforeMs }
}

/** The first time of a range that no part has. */
function findGap(parts: readonly Part[], { sinceMs, beforeMs }: Part): Part | undefined {
  let coveredMs = sinceMs
  const sorted = parts.toSorted((a, b) => a.sinceMs - b.sinceMs)
  for (const part of sorted) {
    if (part.sinceMs > coveredMs) break
    coveredMs = Math.max(coveredMs, part.beforeMs)
  }
  if (parts.length > 0 && coveredMs >= beforeMs) return undefined
  const next = sorted.find((part) => part.sinceMs > coveredMs)
  return { sinceMs: coveredMs, beforeMs: Math.min(beforeMs, next?.sinceMs ?? beforeMs) }
}

function toRangeWords({ sinceMs, beforeMs }: Part): string {
  return `from ${formatInstant(sinceMs)} to ${formatInstant(beforeMs)}`
}

/** Names the window whose continuation is missing. */
function toUnreadWords(gap: Part, windows: readonly ReadWindow[], log: string): string {
  const time = `the time ${toRangeWords(gap)}`
  const left = windows.find(({ window, request, possible, asked }) => {
    if (window.outcome !== 'continued') return false
    const { sinceMs, beforeMs } = possible ?? asked
    return request.isOldestFirst ? beforeMs === gap.sinceMs : sinceMs === gap.beforeMs
  })
  return left
    ? `Pages are missing: window ${left.window.number} of the ${log} was not read to its end, and no other window of the receipt covers ${time}.`
    : `The ${log} is marked complete, but no window of the receipt covers ${time}.`
}
