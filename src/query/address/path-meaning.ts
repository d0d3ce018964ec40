/** Converts between the path of a page and the log with its scope. */
import type { Dataset, ScopePath } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import { timeline, timelineId, timelinePath } from '../../catalog/timeline/timeline.ts'
import { findScope, type Scope } from '../log-query.ts'

/** What a path names: a dataset in a scope. */
export type PathMeaning = { dataset: Dataset; scope: Scope }

/**
 * The dataset and scope that a page's path names; `undefined` for any other path. The path of the timeline names no
 * scope: its sources are in the query string.
 */
export function findPathMeaning(
  pathname: string,
): PathMeaning | { dataset: Dataset; scope?: never } | undefined {
  return pathname === timelinePath ? { dataset: timeline } : findLogMeaning(pathname)
}

/** The log and the scope that a path of the API names; `undefined` for any other path. */
export function findLogMeaning(pathname: string): PathMeaning | undefined {
  for (const dataset of datasets) {
    for (const scopePath of dataset.scopes) {
      const scope = matchScopePath(scopePath, pathname)
      if (scope) return { dataset, scope }
    }
  }
  return undefined
}

/** The path of a dataset in a scope, or `undefined` when the dataset cannot be read in it. */
export function findScopedPath(dataset: Dataset, scope: Scope): string | undefined {
  if (dataset.id === timelineId) return timelinePath
  const template = dataset.scopes.find(({ kind }) => kind === scope.kind)?.path
  return template?.replace(/\{\w+\}/, () => ('id' in scope ? scope.id : ''))
}

function matchScopePath({ kind, path }: ScopePath, pathname: string): Scope | undefined {
  const [prefix = '', suffix] = path.split(/\{\w+\}/)
  if (suffix === undefined) return pathname === path ? findScope(kind, undefined) : undefined
  if (!pathname.startsWith(prefix) || !pathname.endsWith(suffix)) return undefined
  return findScope(kind, pathname.slice(prefix.length, pathname.length - suffix.length))
}
