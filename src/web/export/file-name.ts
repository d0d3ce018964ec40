/** Names of exported files. They contain ids, times and fixed words only, never text from a log or an account name. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { isScopeId, type Scope } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'

/** The names of the data file, of its manifest, and of the ZIP that contains both. */
export type FileNames = { data: string; manifest: string; zip: string }

/** The facts that a file name contains. */
export type NamedExport = {
  /** The dataset's id: the logs of one account have the same scope. */
  datasetId: string
  scope: Scope
  timeRange: ResolvedTimeRange
  format: 'ndjson' | 'csv'
  /** Whether the search is known to be complete. */
  isComplete: boolean
  isSelection: boolean
}

/** `gumshoe-<log>_<account>_<since>_<before>`, then `_selected` or `_partial` where that applies, and the extension. */
export function toFileNames(named: NamedExport): FileNames {
  const { datasetId, scope, timeRange, format, isComplete, isSelection } = named
  const segments = [
    `gumshoe-${datasetId}`,
    formatScope(scope),
    formatTime(timeRange.since),
    formatTime(timeRange.before),
    ...(isSelection ? ['selected'] : []),
    ...(isComplete ? [] : ['partial']),
  ]
  const data = `${segments.join('_')}.${format}`
  return { data, manifest: `${data}.manifest.json`, zip: `${data}.zip` }
}

function formatScope(scope: Scope): string {
  return 'id' in scope && isScopeId(scope.kind, scope.id) ? scope.id : scope.kind
}

/** To the second and without colons, which some file systems do not allow: `20261121T031245Z`. */
function formatTime(instant: string): string {
  const epochMs = findEpochMs(instant)
  if (epochMs === undefined) return 'unknown'
  return `${formatInstant(epochMs).slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
