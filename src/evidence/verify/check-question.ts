/** Checks that what was asked of the API is what the receipt says was asked, and that nothing was left out. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { WitnessRecord } from '../../contract/witness.ts'
import type { Receipt } from '../receipt.ts'
import type { CheckList } from './check.ts'
import { type AskedSource, toAskedSource } from './question/asked-source.ts'
import { checkFilters } from './question/check-filters.ts'
import { checkOtherReads, createOtherReadTest } from './question/other-reads.ts'
import { findLogRequest, readTarget } from './read-request.ts'
import { checkCoverage } from './reading/check-coverage.ts'
import type { PageEnds } from './reading/page-ends.ts'
import { findMisfit, object, text } from './shape.ts'
import { toQuoted } from './words.ts'

/** A request with the name that sentences use for it. */
type NamedRequest = { readonly name: string; readonly target: string }

/** Checks the requests of a receipt. */
export function checkQuestion(receipt: Receipt, ends: PageEnds, checks: CheckList): void {
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
    if (!source.ledger) continue
    const known = toAskedSource(source)
    asked.set(known.path, [...(asked.get(known.path) ?? []), known])
  }
  const isOther = createOtherReadTest(receipt.predicate)
  const problems = requests.flatMap((request) =>
    isOther(request.target) ? [] : (findRequestProblem(request, asked) ?? []),
  )
  checks.report(
    'question',
    problems,
    'Every request was for a log of the receipt, in its time range, with its filters.',
  )
  checkOtherReads(receipt, checks)
  checkFilters(receipt, checks)
  checkTimeRange(receipt, checks)
  checkCoverage(receipt, ends, checks)
  checkUpstreams(
    witness.records.map(({ record }) => record),
    checks,
  )
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

const timeRangeShape = object({ since: text, before: text })

/** The logs have to be read in the whole time range of the question; following reads beyond it. */
function checkTimeRange({ predicate: { question, sources } }: Receipt, checks: CheckList): void {
  const { timeRange } = question
  if (findMisfit(timeRange, timeRangeShape) !== undefined) {
    checks.add('question', 'fails', 'The question has no time range.')
    return
  }
  const { since, before } = timeRange as { since: string; before: string }
  const [sinceMs, beforeMs] = [findEpochMs(since), findEpochMs(before)]
  for (const { in: id, ledger } of sources) {
    if (!ledger) continue
    const read = ledger.timeRange
    const isInside =
      (sinceMs ?? Number.NEGATIVE_INFINITY) >= (findEpochMs(read.since) ?? 0) &&
      (beforeMs ?? Number.POSITIVE_INFINITY) <= (findEpochMs(read.before) ?? 0)
    if (isInside) continue
    const asked = `from ${toQuoted(since)} to ${toQuoted(before)}`
    const words = `The question has the time range ${asked}, and the log ${toQuoted(id)} was read from ${toQuoted(read.since)} to ${toQuoted(read.before)}.`
    checks.add('question', 'fails', words)
  }
}

const cloudflareApi = 'https://api.cloudflare.com'

/** Checks where the proxy got its answers. */
export function checkUpstreams(records: readonly WitnessRecord[], checks: CheckList): void {
  const upstreams = new Set(records.map(({ upstream }) => upstream))
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
