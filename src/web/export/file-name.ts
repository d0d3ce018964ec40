/** Names of exported files, made of checked parts alone: nothing that a log or an account is called gets into them. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { isScopeId, type Scope } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'

/** The names of the data file and of what is said of it. */
export type FileNames = { data: string; manifest: string }

/** What a name tells. */
export type NamedExport = {
  scope: Scope
  timeRange: ResolvedTimeRange
  format: 'ndjson' | 'csv'
  /** Whether it is known that nothing is missing from the search. */
  isComplete: boolean
  isSelection: boolean
}

/** `cf-audit_<account>_<since>_<before>`, with `selected` or `partial` where that is true, and the ending. */
export function toFileNames(named: NamedExport): FileNames {
  const { scope, timeRange, format, isComplete, isSelection } = named
  const parts = [
    'cf-audit',
    toScopePart(scope),
    toTimePart(timeRange.since),
    toTimePart(timeRange.before),
    ...(isSelection ? ['selected'] : []),
    ...(isComplete ? [] : ['partial']),
  ]
  const name = parts.join('_')
  return { data: `${name}.${format}`, manifest: `${name}.${format}.manifest.json` }
}

function toScopePart(scope: Scope): string {
  return 'id' in scope && isScopeId(scope.kind, scope.id) ? scope.id : scope.kind
}

/** To the second and without colons, which some systems do not allow: `20261121T031245Z`. */
function toTimePart(instant: string): string {
  const epochMs = findEpochMs(instant)
  if (epochMs === undefined) return 'unknown'
  return `${formatInstant(epochMs).slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
