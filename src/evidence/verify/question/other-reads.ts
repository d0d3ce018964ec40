/**
 * Logs that the same search read and that are no part of the answer: a wider question asked them, or they are hidden. The
 * proxy has records of them, and the receipt has no pages.
 */

import { timelineId } from '../../../catalog/timeline/timeline.ts'
import type { WitnessRecord } from '../../../contract/witness.ts'
import { parseSource } from '../../../query/address/source-text.ts'
import type { Filter, Source } from '../../../query/log-query.ts'
import { createQuery } from '../../../query/log-query.ts'
import { planTimeline } from '../../../query/timeline/plan-timeline.ts'
import { toTimelineQuery } from '../../../query/timeline/to-timeline-query.ts'
import type { Receipt } from '../../receipt.ts'
import type { CheckList } from '../check.ts'
import { findLogRequest, readTarget } from '../read-request.ts'
import { findMisfit, list, object, oneOf, text } from '../shape.ts'
import { toCounted, toQuoted } from '../words.ts'
import { isAskedOf, toAsked, toAskedSource } from './asked-source.ts'

type Predicate = Receipt['predicate']

/**
 * Returns a test of requests, given path and query as they were sent: whether one is of a log that the receipt names as
 * no part of the answer. A request that may belong to the answer never is.
 */
export function createOtherReadTest({
  sources,
  otherReads = [],
}: Predicate): (target: string) => boolean {
  if (otherReads.length === 0) return () => false
  const own = sources.filter(({ ledger }) => ledger).map(toAskedSource)
  const others = otherReads.map(({ in: id, asked, timeRange }) => toAsked(id, asked, [timeRange]))
  return (target) => {
    const request = findLogRequest(readTarget(target))
    if (!request) return false
    const isOwn = own.some(
      ({ path, filters }) => path === request.path && filters.has(request.filters),
    )
    return !isOwn && others.some((other) => isAskedOf(other, request))
  }
}

/** The records of answers that are no part of the answer of the receipt. */
export function listOtherRecords(predicate: Predicate): readonly WitnessRecord[] {
  const isOther = createOtherReadTest(predicate)
  return predicate.witness.records
    .map(({ record }) => record)
    .filter(({ status, target }) => status === 200 && isOther(target))
}

/** Checks that the question does not ask the logs that are called no part of the answer, and says what that leaves open. */
export function checkOtherReads({ predicate }: Receipt, checks: CheckList): void {
  const { otherReads = [], sources } = predicate
  if (otherReads.length === 0) return
  const asked = findAskedLogs(predicate.question)
  const problems = asked ? [] : [noLogs]
  for (const { in: id } of otherReads) {
    const own = sources.find((source) => source.in === id)
    if (own && (own.ledger || own.exported > 0))
      problems.push(
        `The receipt has the log ${toQuoted(id)} twice: as a part of the answer, and as none.`,
      )
    else if (asked?.has(id))
      problems.push(
        `The receipt says that the log ${toQuoted(id)} is no part of the answer, although the question asks it.`,
      )
  }
  for (const id of asked ?? []) {
    if (!sources.some((source) => source.in === id && source.ledger))
      problems.push(
        `The question asks the log ${toQuoted(id)}, and the receipt does not say how it was read.`,
      )
  }
  checks.report(
    'question',
    problems,
    `The question does not ask ${toCounted(otherReads.length, 'log')} that the same search had read.`,
  )
  const records = listOtherRecords(predicate)
  const entries = records.reduce((sum, record) => sum + (record.entries?.count ?? 0), 0)
  checks.add(
    'limits',
    'unknown',
    `What ${toCounted(otherReads.length, 'log')} had that ${otherReads.length === 1 ? 'is' : 'are'} no part of this answer: the same search read ${otherReads.length === 1 ? 'it' : 'them'} before, and ${toCounted(entries, 'entry', 'entries')} in ${toCounted(records.length, 'answer')} of the proxy are not here.`,
    otherReads.map(({ in: id, because }) => [id, because]),
  )
}

const noLogs =
  'The receipt names logs that are no part of the answer, but not which logs the question asks.'

const questionShape = object({
  in: list(text),
  hidden: list(text),
  filters: list(object({ parameter: text, mode: oneOf('include', 'exclude'), values: list(text) })),
})

/** The logs that a question to several logs asks; `undefined` where the question cannot be read. */
function findAskedLogs(question: Predicate['question']): ReadonlySet<string> | undefined {
  if (findMisfit(question, questionShape) !== undefined) return undefined
  const {
    in: ids,
    hidden,
    filters,
  } = question as {
    in: readonly string[]
    hidden: readonly string[]
    filters: readonly Filter[]
  }
  const sources = new Map<Source, string>()
  for (const id of ids) {
    const { source } = parseSource(id)
    if (!source) return undefined
    sources.set(source, id)
  }
  const query = {
    ...createQuery(timelineId, { kind: 'user' }),
    ...{ sources: [...sources.keys()], hiddenSources: hidden, filters },
  }
  try {
    const plans = planTimeline(toTimelineQuery(query))
    return new Set(plans.flatMap((plan) => (plan.query ? (sources.get(plan.source) ?? []) : [])))
  } catch {
    // A filter that no timeline has.
    return undefined
  }
}
