/** Checks that each log was asked with the filters of the question, or with fewer that a browser could add to. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import { findLogMeaning } from '../../../query/address/path-meaning.ts'
import { addValues } from '../../../query/filters.ts'
import { createQuery, type Filter, type LogQuery } from '../../../query/log-query.ts'
import { findFiltersToTest } from '../../../query/narrowing/find-narrowing.ts'
import { formatApiRequest, toFirstRequests } from '../../../query/request/api-request.ts'
import { readRequestPairs } from '../../../query/request-pairs.ts'
import { findRequestsProblem } from '../../../query/split-query.ts'
import type { Receipt, ReceiptSource } from '../../receipt.ts'
import type { CheckDetail, CheckList } from '../check.ts'
import { toLogPath } from '../read-request.ts'
import { findMisfit, list, object, oneOf, text } from '../shape.ts'
import { toQuoted } from '../words.ts'
import { findReceiptRequest, listAsked } from './asked-source.ts'

const modeAndValues = { mode: oneOf('include', 'exclude'), values: list(text) }
const filtersShape = list(object({ parameter: text, ...modeAndValues }))
const roleFiltersShape = list(object(modeAndValues))

/** Checks the filters of all logs of a receipt, and names those that the browser applied. */
export function checkFilters(receipt: Receipt, checks: CheckList): void {
  const applied: CheckDetail[] = []
  for (const source of receipt.predicate.sources) {
    const byBrowser = [...checkSource(receipt, source, checks), ...listRoleFilters(source)]
    if (byBrowser.length > 0) applied.push([source.in, byBrowser.join(' · ')])
  }
  if (applied.length === 0) return
  checks.add(
    'limits',
    'unknown',
    'Whether each entry that the browser left out had to be left out: it applied filters of the question itself, to entries that were received without them. Of entries that were left out, here are only hashes.',
    applied,
  )
}

/** Checks the filters of a log. Returns those that the API was not asked for, in words. */
function checkSource(
  receipt: Receipt,
  source: ReceiptSource,
  checks: CheckList,
): readonly string[] {
  const { ledger } = source
  const meaning = findLogMeaning(`/${toLogPath(source)}`)
  const stated = source.filters ?? receipt.predicate.question.filters
  if (!ledger) return []
  const fail = (words: string) => {
    checks.add('question', 'fails', words)
    return []
  }
  if (!meaning) return fail(`${toQuoted(source.in)} is no log that Gumshoe knows.`)
  if (findMisfit(stated, filtersShape) !== undefined)
    return fail(
      `The receipt does not say with which filters the log ${toQuoted(source.in)} was asked.`,
    )
  const { dataset, scope } = meaning
  const filters = stated as readonly Filter[]
  const log = `The log ${toQuoted(source.in)}`
  // Many values would become a product of requests.
  if (findRequestsProblem(dataset, filters) !== undefined)
    return fail(`${log} cannot be asked with the filters of the question.`)
  const query = { ...createQuery(dataset.id, scope), filters }
  const isAskedBy = (each: LogQuery) =>
    isSameList(listFirst(each), listAsked(source).map(toFilterText))
  if (isAskedBy(query)) {
    checks.add('question', 'holds', `${log} was asked with the filters of the question.`)
    return []
  }
  const others = `${log} was asked with other filters than the question has.`
  if (ledger.origin === undefined || ledger.origin === null) return fail(others)
  const wider = { ...query, filters: readFilters(dataset, listAsked(source)) }
  if (findRequestsProblem(dataset, wider.filters) !== undefined || !isAskedBy(wider))
    return fail(others)
  const added = findFiltersToTest(wider, query)
  if (!added || 'asksBecause' in added)
    return fail(
      `${log} was asked with other filters than the question has, and what it answered does not have all entries that the question asks for.`,
    )
  checks.add(
    'question',
    'holds',
    `${log} was asked a wider question before, whose answer has all entries that this one asks for.`,
  )
  return added.filters.map(toWords)
}

/** Filters by role that the API does not have, or only narrows by. */
function listRoleFilters({
  filtersAfterLoading: stated,
  ledger,
}: ReceiptSource): readonly string[] {
  if (!ledger || findMisfit(stated, roleFiltersShape) !== undefined) return []
  return (stated as readonly (Omit<Filter, 'parameter'> & { role: unknown })[]).map((filter) =>
    toWords({ ...filter, parameter: toRoleName(filter.role) }),
  )
}

function toRoleName(role: unknown): string {
  return typeof role === 'string' ? role : JSON.stringify(role ?? 'filter')
}

/** A filter as addresses write it, of text that an attacker may have written. */
function toWords({ parameter, mode, values }: Filter): string {
  const name = mode === 'exclude' ? `${parameter}.not` : parameter
  const shown = values.slice(0, 5).map((value) => `${name}=${value}`)
  if (values.length > shown.length) shown.push(`and ${values.length - shown.length} more`)
  return toQuoted(shown.join(' '))
}

/** The filters of all these requests together. Whether they make exactly these requests has to be checked. */
function readFilters(dataset: Dataset, asked: readonly string[]): readonly Filter[] {
  let filters: readonly Filter[] = []
  for (const request of asked) {
    const { pairs } = readRequestPairs(dataset, findReceiptRequest(request)?.filterPairs ?? [])
    for (const [key, value] of pairs) {
      const excludes = key.endsWith('.not')
      const name = excludes ? key.slice(0, -'.not'.length) : key
      if (findParameter(dataset, name))
        filters = addValues(filters, name, excludes ? 'exclude' : 'include', [value])
    }
  }
  return filters
}

/** The filters of the first requests of a query. */
function listFirst(query: LogQuery): readonly string[] {
  // They are the same in any time range.
  const range = { since: '2000-01-01T00:00:00Z', before: '2000-01-02T00:00:00Z' }
  return toFirstRequests(query, range).map((request) => toFilterText(formatApiRequest(request)))
}

function isSameList(wanted: readonly string[], actual: readonly string[]): boolean {
  return wanted.length === actual.length && wanted.every((each) => actual.includes(each))
}

function toFilterText(request: string): string {
  return findReceiptRequest(request)?.filters ?? request
}
