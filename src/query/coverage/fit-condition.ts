/** Compares the condition of a coverage statement with what a question asks for. */
import type { CoverageCondition } from '../../catalog/coverage/list-coverage.ts'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Role } from '../../catalog/roles.ts'
import { toVerb, type Verb } from '../../catalog/verbs.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'
import type { AskedGroup } from './list-asked-groups.ts'

/**
 * `named`: the question asks for what the condition is about, with the filters or times that do; `open`: it asks for
 * this among other things; `ruled-out`: it cannot find what the condition is about.
 */
export type Fit = { kind: 'named'; reasons: readonly string[] } | { kind: 'open' | 'ruled-out' }

const open: Fit = { kind: 'open' }
const ruledOut: Fit = { kind: 'ruled-out' }

/** What a question is, prepared once for all statements. `nowMs` is the present by the proxy's clock. */
export type AskedQuestion = {
  dataset: Dataset
  groups: readonly AskedGroup[]
  timeRange: ResolvedTimeRange
  nowMs: number | undefined
}

/** How a question fits a condition as a whole. */
export function fitCondition(condition: CoverageCondition, question: AskedQuestion): Fit {
  const { products, verbs, outcome, statuses } = condition
  const product = products && joinFits(question, (group) => fitProducts(products, group, question))
  const others = [
    verbs && joinFits(question, (group) => fitVerbs(verbs, group, question.dataset)),
    outcome && joinFits(question, (group) => fitFailure(group, question.dataset)),
    statuses && joinFits(question, (group) => fitStatuses(statuses, group)),
  ].filter((fit) => fit !== undefined)
  const time = fitTime(condition, question)
  const subjects = product ? [product, ...others] : others
  if (subjects.some(({ kind }) => kind === 'ruled-out')) return ruledOut
  // A statement about a product at some time does not apply to other times; one about times alone is still true.
  if (time?.kind === 'open' && subjects.length > 0) return ruledOut
  const fits = time ? [...subjects, time] : subjects
  const reasons = fits.flatMap((fit) => (fit.kind === 'named' ? fit.reasons : []))
  const isNamed = product ? product.kind === 'named' : reasons.length > 0
  return isNamed ? { kind: 'named', reasons: [...new Set(reasons)] } : open
}

function joinFits({ groups }: AskedQuestion, compare: (group: AskedGroup) => Fit['kind']): Fit {
  const fits = groups.map((group) => [compare(group), group.words] as const)
  if (fits.some(([kind]) => kind === 'ruled-out')) return ruledOut
  const reasons = fits.flatMap(([kind, words]) => (kind === 'named' ? [words] : []))
  return reasons.length > 0 ? { kind: 'named', reasons } : open
}

/** Roles whose text may name a product although it says more than that. */
const productHints: readonly Role[] = ['resourceKind', 'path']

function fitProducts(
  products: readonly string[],
  { roles, mode, values, isPart, widens }: AskedGroup,
  { groups }: AskedQuestion,
): Fit['kind'] {
  const names = (value: string) => {
    const text = value.toLowerCase()
    const words = text.split(/[^a-z0-9_]+/)
    return products.some(
      (product) => words.includes(product) || (isPart && text !== '' && product.includes(text)),
    )
  }
  const isNamed = values.some(names)
  if (roles.includes('product')) {
    if (mode === 'exclude') return values.some(names) ? 'ruled-out' : 'open'
    if (isNamed) return 'named'
    const isWidened = widens || groups.some((group) => group.widens)
    return isWidened || values.includes('') ? 'open' : 'ruled-out'
  }
  const isHint = roles.length === 0 || roles.some((role) => productHints.includes(role))
  const isShort = isPart && values.every((value) => value.length < 2)
  return isHint && isNamed && mode === 'include' && !isShort ? 'named' : 'open'
}

function fitVerbs(verbs: readonly Verb[], group: AskedGroup, dataset: Dataset): Fit['kind'] {
  const { roles, mode, values, isPart } = group
  if (roles.includes('method')) return fitMethods(verbs, group)
  const isAction = roles.includes('action')
  if (!isAction && !roles.includes('description')) return 'open'
  if (mode === 'exclude') {
    const excluded = values.map((value) => value.toLowerCase())
    const words = Object.entries(dataset.verbs).filter(([, verb]) => verbs.includes(verb))
    const covers = words.length > 0 && words.every(([word]) => excluded.includes(word))
    return isAction && !isPart && covers && !verbs.includes('other') ? 'ruled-out' : 'open'
  }
  const asked = values.map((value) => toVerb(dataset.verbs, value))
  const known = asked.filter((verb) => verb !== 'other')
  if (known.some((verb) => verbs.includes(verb))) return 'named'
  // A part of a word, or a word without a known verb, may be any action.
  return isPart || known.length < asked.length ? 'open' : 'ruled-out'
}

/** GET and HEAD read; the other methods change something. */
function fitMethods(verbs: readonly Verb[], { mode, values, isPart }: AskedGroup): Fit['kind'] {
  if (isPart) return 'open'
  const reads = values.filter((value) => /^(get|head)$/i.test(value))
  const isAboutReads = verbs.includes('view')
  const isOnlyAboutReads = isAboutReads && verbs.length === 1
  if (mode === 'exclude') {
    return isOnlyAboutReads && values.some((value) => /^get$/i.test(value)) ? 'ruled-out' : 'open'
  }
  if (reads.length > 0 && isAboutReads) return 'named'
  if (reads.length === values.length && !isAboutReads) return 'ruled-out'
  return reads.length === 0 && isOnlyAboutReads ? 'ruled-out' : 'open'
}

function fitFailure({ roles, mode, values, isPart }: AskedGroup, dataset: Dataset): Fit['kind'] {
  const { outcomes } = dataset
  if (!roles.includes('outcome') || !outcomes) return 'open'
  const names = (spellings: readonly (string | boolean)[]) =>
    values.some((value) =>
      spellings.some((each) => (isPart ? String(each).includes(value) : String(each) === value)),
    )
  const [failure, success] = [names(outcomes.failure), names(outcomes.success)]
  // Both or neither says nothing about failures.
  if (failure === success) return 'open'
  return failure === (mode === 'include') ? 'named' : 'ruled-out'
}

function fitStatuses(
  [first, last]: readonly [number, number],
  { roles, mode, values, isPart }: AskedGroup,
): Fit['kind'] {
  if (!roles.includes('status') || isPart || mode === 'exclude') return 'open'
  const isWithin = values.some((value) => Number(value) >= first && Number(value) <= last)
  return isWithin ? 'named' : 'ruled-out'
}

const dayMs = 86_400_000

/** `undefined` for a condition without times. */
function fitTime(condition: CoverageCondition, question: AskedQuestion): Fit | undefined {
  const { before, olderThanDays, newerThanS } = condition
  const { timeRange, nowMs } = question
  const [sinceMs, beforeMs] = [Date.parse(timeRange.since), Date.parse(timeRange.before)]
  const reasons: string[] = []
  if (before === undefined && olderThanDays === undefined && newerThanS === undefined) {
    return undefined
  }
  if (before !== undefined && sinceMs < Date.parse(before)) {
    reasons.push(`The time range begins before ${before}`)
  }
  if (olderThanDays !== undefined && nowMs !== undefined) {
    if (sinceMs < nowMs - olderThanDays * dayMs) {
      reasons.push(`The time range begins ${Math.ceil((nowMs - sinceMs) / dayMs)} days back`)
    }
  }
  if (newerThanS !== undefined && nowMs !== undefined && beforeMs > nowMs - newerThanS * 1000) {
    reasons.push(`The time range ends less than ${Math.ceil(newerThanS / 60)} minutes ago`)
  }
  return reasons.length > 0 ? { kind: 'named', reasons } : open
}
