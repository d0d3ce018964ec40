/** Names of exported files. They contain ids, times, fixed words and a digest only, never text from a log or an account name. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { isScopeId, type Scope } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'

/** The names of the data file, of its manifest, and of the ZIP that contains both. */
export type FileNames = { data: string; manifest: string; zip: string }

/** A log in a scope, and whether it is known to be read completely. */
export type NamedLog = {
  /** The dataset's id: the logs of one account have the same scope. */
  datasetId: string
  /** `several` for entries of several accounts, zones or organizations in one file. */
  scope: Scope | 'several'
  isComplete: boolean
}

/** The facts that all file names of an export contain. */
export type NamedFormat = {
  timeRange: ResolvedTimeRange
  format: 'ndjson' | 'csv'
  isSelection: boolean
  /** Eight digits that differ between views: filters, logs and the choice of pairs; absent where all entries were asked for. */
  view?: string | undefined
}

/** The facts that a file name contains. */
export type NamedExport = NamedLog & NamedFormat

/** The names for one data file. */
export function toFileNames(named: NamedExport): FileNames {
  const data = `${toBaseName(named)}.${named.format}`
  return { data, manifest: `${data}.manifest.json`, zip: `${data}.zip` }
}

/** The names of the data files of several logs, in their order. Equal ones get a number, so each is there once. */
export function toLogFileNames(logs: readonly NamedLog[], format: NamedFormat): readonly string[] {
  const counts = new Map<string, number>()
  return logs.map((log) => {
    const name = toBaseName({ ...log, ...format })
    // Whether a log is complete must not decide the number of another one.
    const key = toBaseName({ ...log, ...format, isComplete: true })
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return `${name}${count === 1 ? '' : `_${count}`}.${format.format}`
  })
}

/** The scope that all logs have, or `several`. */
export function findCommonScope(scopes: readonly Scope[]): NamedLog['scope'] {
  const [first = 'several', ...others] = scopes
  return others.every((other) => isSameScope(other, first)) ? first : 'several'
}

function isSameScope(one: Scope, other: NamedLog['scope']): boolean {
  return other !== 'several' && one.kind === other.kind && formatScope(one) === formatScope(other)
}

/** `gumshoe-<log>_<account>_<since>_<before>`, then `_view-<digits>`, `_selected` or `_partial` where that applies. */
function toBaseName({
  datasetId,
  scope,
  timeRange,
  isComplete,
  isSelection,
  view,
}: NamedExport): string {
  const segments = [
    `gumshoe-${datasetId}`,
    formatScope(scope),
    formatTime(timeRange.since),
    formatTime(timeRange.before),
    ...(view === undefined ? [] : [`view-${view}`]),
    ...(isSelection ? ['selected'] : []),
    ...(isComplete ? [] : ['partial']),
  ]
  return segments.join('_')
}

function formatScope(scope: NamedLog['scope']): string {
  if (scope === 'several') return scope
  return 'id' in scope && isScopeId(scope.kind, scope.id) ? scope.id : scope.kind
}

/** To the second and without colons, which some file systems do not allow: `20261121T031245Z`. */
function formatTime(instant: string): string {
  const epochMs = findEpochMs(instant)
  if (epochMs === undefined) return 'unknown'
  return `${formatInstant(epochMs).slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
