/**
 * The coverage statement of a dataset: what its log cannot contain, as data. Each statement says to which questions
 * it applies, how well it is supported, and by which source.
 */
import type { Grade } from '../grade.ts'
import { type ScopeKind, scopeKinds } from '../scopes.ts'
import type { Verb } from '../verbs.ts'

/** The grade of a statement, and the public page that it rests on. */
export type Evidence = { grade: Grade; source: { title: string; url: string } }

/** What a statement is about. */
export type CoverageTopic =
  | 'reads'
  | 'failures'
  | 'products'
  | 'actions'
  | 'fields'
  | 'actors'
  | 'retention'
  | 'start'
  | 'delay'
  | 'permission'

/**
 * To which questions a statement applies; all given members have to fit, and without members it applies to all
 * questions alike. `products` leads: a statement about a product is not asked for by naming an action.
 */
export type CoverageCondition = {
  /** Words in lower case by which any log, path or filter names the product: `r2`, `email_routing`. */
  products?: readonly string[]
  /** Kinds of action. */
  verbs?: readonly Verb[]
  /** The outcome, where the statement is about one. */
  outcome?: 'failure'
  /** The first and the last HTTP status. */
  statuses?: readonly [first: number, last: number]
  /** Times before this date, at midnight UTC. */
  before?: string
  /** Times that are at least so many days back. */
  olderThanDays?: number
  /** Times that are less than so many seconds back. */
  newerThanS?: number
}

/** One thing that a log cannot contain. */
export type CoverageStatement = Evidence & {
  /** Unique within the dataset and never reused, as exported files name it. */
  id: string
  topic: CoverageTopic
  /** The statement in full sentences. */
  sentence: string
  appliesTo?: CoverageCondition
  /** Ids of other datasets that have, or may have, what is missing here. */
  recordedIn?: readonly string[]
}

/** The properties of a dataset from which its coverage statement follows. */
export type WithCoverage = {
  id: string
  scopes: readonly { kind: ScopeKind; permission: string; evidence: Evidence }[]
  retentionDays?: number
  coveredFrom?: { date: string; instead: string; recordedIn?: readonly string[] }
  latestArrivalS?: number
  /** What retention, first day and delay rest on; each is given where its value is. */
  evidence: Readonly<Partial<Record<'retention' | 'start' | 'delay', Evidence>>>
  coverage: readonly CoverageStatement[]
}

/**
 * The whole coverage statement of a dataset: what it declares, then its first day, retention, delay and permission.
 * With a kind of scope, only the permission for that kind is named.
 */
export function listCoverage(
  dataset: WithCoverage,
  scopeKind?: ScopeKind,
): readonly CoverageStatement[] {
  const { coverage, scopes, retentionDays, coveredFrom, latestArrivalS, evidence } = dataset
  const statements: CoverageStatement[] = [...coverage]
  if (coveredFrom && evidence.start) {
    const { date, recordedIn } = coveredFrom
    statements.push({
      id: 'start',
      topic: 'start',
      sentence: describeStart(coveredFrom),
      appliesTo: { before: date },
      ...(recordedIn && { recordedIn }),
      ...evidence.start,
    })
  }
  if (retentionDays !== undefined && evidence.retention) {
    statements.push({
      id: 'retention',
      topic: 'retention',
      sentence: `Entries are kept for about ${formatDays(retentionDays)}.`,
      appliesTo: { olderThanDays: retentionDays },
      ...evidence.retention,
    })
  }
  if (latestArrivalS !== undefined && evidence.delay) {
    statements.push({
      id: 'delay',
      topic: 'delay',
      sentence: `An entry may appear ${Math.ceil(latestArrivalS / 60)} minutes after the action or later: this is an estimate, no limit is documented.`,
      appliesTo: { newerThanS: latestArrivalS },
      ...evidence.delay,
    })
  }
  for (const { kind, permission, evidence: support } of scopes) {
    if (scopeKind !== undefined && kind !== scopeKind) continue
    const where = scopes.length > 1 ? ` in one ${scopeKinds[kind].label}` : ''
    const sentence = `To read this log${where}, a credential needs: ${permission}.`
    statements.push({ id: `permission-${kind}`, topic: 'permission', sentence, ...support })
  }
  return statements
}

/** The first day of a log in full sentences, with advice where to look instead. */
export function describeStart({ date, instead }: { date: string; instead: string }): string {
  return `This log begins on ${date}. ${instead}`
}

/** A number of days in words, from two months on in months: `30 days`, `18 months`. */
export function formatDays(days: number): string {
  return days >= 60 ? `${Math.round(days / 30.44)} months` : `${days} days`
}

/** What is wrong with the coverage statement of a dataset; empty if nothing is. */
export function listCoverageProblems(dataset: WithCoverage): readonly string[] {
  const all = listCoverage(dataset)
  const ids = all.map(({ id }) => id)
  return [
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `coverage has two statements ${id}; rename one.`),
    ...evidenceProblems(dataset),
    ...all.flatMap((statement) => statementProblems(statement, dataset.id)),
  ]
}

function evidenceProblems({
  evidence,
  retentionDays,
  coveredFrom,
  latestArrivalS,
}: WithCoverage): readonly string[] {
  const values = { retention: retentionDays, start: coveredFrom, delay: latestArrivalS }
  const names = { retention: 'retentionDays', start: 'coveredFrom', delay: 'latestArrivalS' }
  return (['retention', 'start', 'delay'] as const)
    .filter((key) => (values[key] === undefined) !== (evidence[key] === undefined))
    .map((key) => `${names[key]} and evidence.${key} belong together; declare both or neither.`)
}

function statementProblems(statement: CoverageStatement, datasetId: string): readonly string[] {
  const { id, sentence, source, appliesTo, recordedIn } = statement
  const at = `coverage statement ${id}`
  const { products, verbs, before } = appliesTo ?? {}
  const problems: string[] = []
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) problems.push(`${at} is not kebab-case; rename it.`)
  if (!sentence.endsWith('.')) problems.push(`${at} is no full sentence; end it with a full stop.`)
  if (source.title === '') problems.push(`${at} has a source without a title; name the page.`)
  if (!/^https:\/\/[\w-]+(\.[\w-]+)+\//.test(source.url)) {
    problems.push(`${at} cites ${source.url}; cite a public page with https.`)
  }
  if (products?.length === 0 || verbs?.length === 0 || recordedIn?.length === 0) {
    problems.push(`${at} has an empty list; fill it or drop it.`)
  }
  for (const word of products ?? []) {
    if (!/^[a-z0-9_]+$/.test(word)) {
      problems.push(`${at} names the product ${word}; write one word in lower case.`)
    }
  }
  if (before !== undefined && Number.isNaN(Date.parse(before))) {
    problems.push(`${at} is about times before ${before}; write a date.`)
  }
  if (recordedIn?.includes(datasetId)) {
    problems.push(`${at} says that its own log has what is missing; name another log.`)
  }
  return problems
}
