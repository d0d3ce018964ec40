/** Checks that what was asked of the API is what the receipt says was asked, and that nothing was left out. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { findLogMeaning } from '../../query/address/path-meaning.ts'
import { createQuery, type Filter } from '../../query/log-query.ts'
import { formatApiRequest, toFirstRequests } from '../../query/request/api-request.ts'
import { findRequestsProblem } from '../../query/split-query.ts'
import type { Receipt, ReceiptSource } from '../receipt.ts'
import type { CheckList } from './check.ts'
import { findLogRequest, type LogRequest, readTarget } from './read-request.ts'
import { findMisfit, list, object, oneOf, text } from './shape.ts'
import { toQuoted } from './words.ts'

/** A request with the name that sentences use for it. */
type NamedRequest = { readonly name: string; readonly target: string }

/** Checks the requests of a receipt. */
export function checkQuestion(receipt: Receipt, checks: CheckList): void {
  const { sources, witness, pages } = receipt.predicate
  const requests: readonly NamedRequest[] =
    witness.records.length > 0
      ? witness.records.map(({ record }) => ({
          name: `Record ${record.number}`,
          target: record.target,
        }))
      : pages.map(({ request }, index) => ({
          name: `Page ${index + 1}`,
          target: `/client/v4${request}`,
        }))
  const asked = new Map<string, AskedSource[]>()
  for (const source of sources) {
    const known = toAskedSource(source)
    asked.set(known.path, [...(asked.get(known.path) ?? []), known])
  }
  const problems = requests.flatMap((request) => findRequestProblem(request, asked) ?? [])
  checks.report(
    'question',
    problems,
    'Every request was for a log of the receipt, in its time range, with its filters.',
  )
  for (const source of sources) checkFilters(receipt, source, checks)
  checkCoverage(receipt, checks)
  checkUpstreams(receipt, checks)
}

/** What may be asked of a source. */
type AskedSource = {
  readonly path: string
  readonly name: string
  readonly sinceMs: number
  readonly beforeMs: number
  readonly filters: ReadonlySet<string>
}

function listAsked({ ledger }: ReceiptSource): readonly string[] {
  return ledger && findMisfit(ledger.asked, list(text)) === undefined
    ? (ledger.asked as readonly string[])
    : []
}

function toAskedSource(source: ReceiptSource): AskedSource {
  const requests = listAsked(source).flatMap(
    (request) => findLogRequest(readTarget(`/client/v4${request}`)) ?? [],
  )
  const { since = '', before = '' } = source.ledger?.timeRange ?? {}
  // Entries may be a part of an earlier, wider reading; then its requests are the ones that were asked.
  const bounds = (own: string, pick: (request: LogRequest) => number | undefined) =>
    [findEpochMs(own), ...requests.map(pick)].filter((ms) => ms !== undefined)
  return {
    path: toPath(source),
    name: source.in,
    sinceMs: Math.min(...bounds(since, ({ sinceMs }) => sinceMs)),
    beforeMs: Math.max(...bounds(before, ({ beforeMs }) => beforeMs)),
    filters: new Set(requests.map(({ filters }) => filters)),
  }
}

function toPath({ in: id }: ReceiptSource): string {
  return id.split('?', 1)[0] ?? ''
}

function findRequestProblem(
  { name, target }: NamedRequest,
  asked: ReadonlyMap<string, readonly AskedSource[]>,
): string | undefined {
  const request = findLogRequest(readTarget(target))
  const found = request && asked.get(request.path)
  if (!request || !found)
    return `${name} asked ${toQuoted(target)}, which is no log of the receipt.`
  const sources = found.filter(({ filters }) => filters.has(request.filters))
  if (sources.length === 0)
    return `${name} asked ${toQuoted(target)}, with other filters than the receipt says.`
  const { sinceMs, beforeMs } = request
  if (sinceMs === undefined || beforeMs === undefined)
    return `${name} asked ${toQuoted(target)}, without a time range.`
  const isInside = sources.some((each) => sinceMs >= each.sinceMs && beforeMs <= each.beforeMs)
  return isInside
    ? undefined
    : `${name} asked ${toQuoted(target)}, outside of the time range of the receipt.`
}

const filtersShape = list(
  object({ parameter: text, mode: oneOf('include', 'exclude'), values: list(text) }),
)

/** The filters that the question names have to be those of the requests. */
function checkFilters(receipt: Receipt, source: ReceiptSource, checks: CheckList): void {
  const { ledger } = source
  const meaning = findLogMeaning(`/${toPath(source)}`)
  const stated = source.filters ?? receipt.predicate.question.filters
  if (!ledger || findMisfit(stated, filtersShape) !== undefined) return
  if (!meaning) {
    checks.add('question', 'fails', `${toQuoted(source.in)} is no log that Gumshoe knows.`)
    return
  }
  if (ledger.origin !== undefined && ledger.origin !== null) {
    checks.add(
      'question',
      'holds',
      `The entries of ${toQuoted(source.in)} are a part of an earlier, wider reading; the browser applied the filters of the question.`,
    )
    return
  }
  const filters = stated as readonly Filter[]
  // Many values would become a product of requests.
  if (findRequestsProblem(meaning.dataset, filters) !== undefined) {
    checks.add(
      'question',
      'fails',
      `The log ${toQuoted(source.in)} cannot be asked with the filters of the question.`,
    )
    return
  }
  const query = { ...createQuery(meaning.dataset.id, meaning.scope), filters }
  const wanted = toFirstRequests(query, ledger.timeRange).map((request) =>
    toFilterText(formatApiRequest(request)),
  )
  const actual = listAsked(source).map(toFilterText)
  const isSame = wanted.length === actual.length && wanted.every((each) => actual.includes(each))
  checks.add(
    'question',
    isSame ? 'holds' : 'fails',
    isSame
      ? `The log ${toQuoted(source.in)} was asked with the filters of the question.`
      : `The log ${toQuoted(source.in)} was asked with other filters than the question has.`,
  )
}

function toFilterText(request: string): string {
  return findLogRequest(readTarget(`/client/v4${request}`))?.filters ?? request
}

/** The pages of a log that was read completely have to cover its time range, each request of the question by itself. */
function checkCoverage(receipt: Receipt, checks: CheckList): void {
  const { sources, pages } = receipt.predicate
  for (const source of sources) {
    const { ledger } = source
    if (ledger?.verdict !== 'complete') continue
    const asked = toAskedSource(source)
    const read = pages
      .filter((page) => page.source === source.in)
      .flatMap(({ request }) => findLogRequest(readTarget(`/client/v4${request}`)) ?? [])
    const sinceMs = findEpochMs(ledger.timeRange.since)
    const beforeMs = findEpochMs(ledger.timeRange.before)
    for (const filters of asked.filters) {
      const parts = read.filter((request) => request.filters === filters)
      const missing = findUncovered(parts, sinceMs, beforeMs)
      const name = `the log ${toQuoted(source.in)}${filters ? ` (${toQuoted(filters)})` : ''}`
      if (missing === undefined)
        checks.add('question', 'holds', `The pages cover the whole time range of ${name}.`)
      else
        checks.add(
          'question',
          'fails',
          `The receipt says that ${name} was read completely, but no page was asked ${missing}.`,
        )
    }
  }
}

/** The first time that no request asked for, in words; `undefined` when all is covered. */
function findUncovered(
  requests: readonly LogRequest[],
  sinceMs: number | undefined,
  beforeMs: number | undefined,
): string | undefined {
  if (sinceMs === undefined || beforeMs === undefined) return 'in a time range that can be read'
  let coveredMs = sinceMs
  const sorted = [...requests].sort((a, b) => (a.sinceMs ?? 0) - (b.sinceMs ?? 0))
  for (const request of sorted) {
    if ((request.sinceMs ?? Number.POSITIVE_INFINITY) > coveredMs) break
    coveredMs = Math.max(coveredMs, request.beforeMs ?? 0)
  }
  if (requests.length > 0 && coveredMs >= beforeMs) return undefined
  const next = sorted.find((request) => (request.sinceMs ?? 0) > coveredMs)
  const endMs = Math.min(beforeMs, next?.sinceMs ?? beforeMs)
  return `from ${formatInstant(coveredMs)} to ${formatInstant(endMs)}`
}

const cloudflareApi = 'https://api.cloudflare.com'

/** Where the proxy got its answers. */
function checkUpstreams(receipt: Receipt, checks: CheckList): void {
  const { records } = receipt.predicate.witness
  const upstreams = new Set(records.map(({ record }) => record.upstream))
  for (const upstream of upstreams) {
    if (upstream === cloudflareApi)
      checks.add('question', 'holds', `The proxy says that it asked ${cloudflareApi}.`)
    else if (upstream === 'emulator')
      checks.add(
        'question',
        'unknown',
        'The answers came from the emulator of demo mode: the entries are invented examples and no logs.',
      )
    else
      checks.add(
        'question',
        'unknown',
        `The proxy says that it asked ${toQuoted(upstream)}, which is not the API of Cloudflare.`,
      )
  }
}
