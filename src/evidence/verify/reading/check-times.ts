/** Checks when the pages were received, by the clock of the proxy: a log cannot be read completely before its end. */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Receipt, ReceiptSource } from '../../receipt.ts'
import type { CheckList } from '../check.ts'
import { findLogRequest, type LogRequest, readTarget } from '../read-request.ts'
import { toQuoted } from '../words.ts'

/** A page with what it asked, and when its answer had come. */
type TimedPage = { readonly name: string; readonly request: LogRequest; readonly atMs: number }

/** Says when the proxy received and signed, and checks that against the time ranges. */
export function checkTimes({ predicate }: Receipt, checks: CheckList): void {
  const { witness, sources, mayStillChangeSince } = predicate
  const times = witness.records.flatMap(({ record }) => findEpochMs(record.at) ?? [])
  const signed = witness.heads.flatMap(({ head }) => findEpochMs(head.at) ?? [])
  if (times.length === 0 || signed.length === 0) return
  const [from, to] = [times.reduce(toEarlier), times.reduce(toLater)].map(formatInstant)
  checks.add(
    'time',
    'holds',
    `By its clock, the proxy received the answers from ${from} to ${to}, and signed them until ${formatInstant(signed.reduce(toLater))}.`,
  )
  if (mayStillChangeSince !== null) return
  for (const source of sources) {
    if (source.ledger?.verdict !== 'complete') continue
    for (const problem of listEarlyPages(listPages(source, predicate)))
      checks.add('question', 'fails', problem)
  }
}

const toEarlier = (a: number, b: number) => Math.min(a, b)
const toLater = (a: number, b: number) => Math.max(a, b)

function listPages(
  { in: id }: ReceiptSource,
  { pages, witness }: Receipt['predicate'],
): readonly TimedPage[] {
  const times = new Map(witness.records.map(({ record }) => [record.requestId, record.at]))
  return pages.flatMap(({ source, request: text, requestId }, index) => {
    const request = findLogRequest(readTarget(`/client/v4${text}`))
    const atMs = findEpochMs(times.get(requestId) ?? '')
    if (source !== id || !request || atMs === undefined) return []
    return [{ name: `Page ${index + 1} (${toQuoted(text)})`, request, atMs }]
  })
}

/** Pages that came before the end of their time range, the rest of which no later page has. */
function* listEarlyPages(pages: readonly TimedPage[]): Generator<string> {
  for (const { name, request, atMs } of pages) {
    const { beforeMs, filters } = request
    if (beforeMs === undefined || atMs >= beforeMs) continue
    const isReadAgain = pages.some(
      (later) =>
        later.atMs >= beforeMs &&
        later.request.filters === filters &&
        (later.request.sinceMs ?? beforeMs) <= atMs &&
        (later.request.beforeMs ?? 0) >= beforeMs,
    )
    if (!isReadAgain)
      yield `${name} was received at ${formatInstant(atMs)}, before the end of its time range: entries could still follow, and the receipt does not say so.`
  }
}
