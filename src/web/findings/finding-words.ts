/** Words the findings: how much was searched, how often a rule matched, and what that cannot say. Pure. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Rule } from '../../detection/rule.ts'
import type { Verdict } from '../../query/verdict.ts'
import type { DetectProgress, Finding, Findings } from '../store/findings.ts'
import { toCounted, toCountText } from '../ui/text/count-text.ts'
import { findTimeParts } from '../ui/text/time-text.ts'
import type { FindingList, UnaskedLogs } from './list-findings.ts'

/** What the findings are about: the entries of the list, its logs, and what may be claimed about it. */
export type SearchedEntries = {
  of: number
  logs: readonly Pick<Dataset, 'word'>[]
  verdict: Verdict
}

/** What may be claimed about the entries that the rules have searched: of a list that has grown since, they are a part. */
export function toSearchedVerdict(
  findings: Pick<Findings, 'searched'> | undefined,
  list: { verdict: Verdict; sources: readonly { loaded: number }[] },
): Verdict {
  const loaded = list.sources.reduce((sum, source) => sum + source.loaded, 0)
  return list.verdict === 'complete' && (findings?.searched ?? 0) < loaded
    ? 'partial'
    : list.verdict
}

/**
 * “34 rules over 11,858 loaded of v2, partial; 11 rules need the insights log, which was not asked”. Of several such logs
 * it says only how many rules need them.
 */
export function toSearchedWords(
  { searched, unasked }: Pick<FindingList, 'searched' | 'unasked'>,
  { of, logs, verdict }: SearchedEntries,
): string {
  const words = [...new Set(logs.map(({ word }) => word))]
  const list = `${toCounted(searched, 'rule')} over ${toCountText(of)} loaded of ${joinWords(words, 'and')}, ${verdict}`
  const [only, ...others] = unasked
  if (!only) return list
  if (others.length === 0) return `${list}; ${toUnaskedWords(only)}`
  const count = unasked.reduce((sum, { rules }) => sum + rules.length, 0)
  return `${list}; ${toCountText(count)} rules need logs that were not asked`
}

/** “11 rules need the insights log, which was not asked”. */
export function toUnaskedWords({ datasets, rules }: UnaskedLogs): string {
  const logs = joinWords(
    datasets.map(({ word }) => word),
    'or',
  )
  const verb = rules.length === 1 ? 'needs' : 'need'
  return `${toCounted(rules.length, 'rule')} ${verb} the ${logs} log, which was not asked`
}

/** “Searching by rules: 5,000 of 11,858 entries”. */
export function toProgressWords({ searched, of }: DetectProgress): string {
  return `Searching by rules: ${toCountText(searched)} of ${toCountText(of)} entries`
}

/**
 * “3 of 11,858 loaded”, of a correlation “2 groups of 14 and 31 entries, 45 of 11,858 loaded”. Where filters hide entries, it
 * also says how many are shown.
 */
export function toCountWords(finding: Finding, of: number, isFiltered: boolean): string {
  const { count, shown } = finding
  const end = isFiltered ? `, ${toCountText(shown)} shown` : ''
  return `${toGroupWords(finding)}${toCountText(count)} of ${toCountText(of)} loaded${end}`
}

/** “2 groups of 14 and 31 entries, ”, or of more than three groups “12 groups of 3 to 31 entries, ”. */
function toGroupWords({ groups, groupSizes = [] }: Finding): string {
  if (groups === undefined) return ''
  const words = toCounted(groups, 'group')
  const [first, ...others] = groupSizes
  // One group has all of the entries, which are counted behind it.
  if (first === undefined || groups < 2) return `${words} with `
  if (others.every((size) => size === first)) return `${words} of ${toEntryWords(first)}, `
  const sizes = groupSizes.map(toCountText)
  const list = groups > sizes.length ? sizes.join(' to ') : joinWords(sizes, 'and')
  return `${words} of ${list} entries, `
}

const toEntryWords = (count: number) => toCounted(count, 'entry', 'entries')

/** When a rule matched first and last, in a zone; `undefined` without a time. */
export function toSpanWords({ firstMs, lastMs }: Finding, timeZone: string): string | undefined {
  if (firstMs === undefined || lastMs === undefined) return undefined
  const [first, last] = [firstMs, lastMs].map((ms) => toMinute(ms, timeZone))
  return first === last ? `at ${first}` : `first ${first}, last ${last}`
}

/** What a correlation cannot say of a range that was not read completely. */
export function findRangeNote(rule: Rule, verdict: Verdict): string | undefined {
  return rule.kind === 'correlation' && verdict !== 'complete'
    ? 'The range is not complete: more may belong to it.'
    : undefined
}

/** Why a rule without a match says nothing; `undefined` when one of its products occurs. `products` names them if known. */
export function findAbsentNote(
  finding: Finding,
  of: number,
  products: readonly string[] = [],
): string | undefined {
  if (finding.isProductSeen) return undefined
  const quoted = products.map((product) => `“${product}”`)
  const named = quoted.length === 0 ? 'this product' : `the product ${joinWords(quoted, 'or')}`
  return `0 of ${toCountText(of)} entries have ${named}: not a sign that it is clean.`
}

function toMinute(ms: number, timeZone: string): string {
  const parts = findTimeParts(new Date(ms).toISOString(), timeZone)
  return parts ? `${parts.date} ${parts.time.slice(0, 5)}` : ''
}

function joinWords(words: readonly string[], last: 'and' | 'or'): string {
  const head = words.slice(0, -1)
  return [...(head.length > 0 ? [head.join(', ')] : []), ...words.slice(-1)].join(` ${last} `)
}
