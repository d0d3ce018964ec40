/** Converts between a source of a timeline and its text in an address: the path of its log without the first slash. */
import { findDataset } from '../../catalog/index.ts'
import { findPathMeaning, findScopedPath } from '../address/url-codec.ts'
import type { Source } from './timeline-query.ts'

/** `accounts/<id>/logs/audit`. Throws when the dataset has no path in the scope. */
export function formatSource({ dataset, scope }: Source): string {
  const found = findDataset(dataset)
  const path = found && findScopedPath(found, scope)
  if (!path) throw new Error(`No path for dataset ${dataset} in scope ${scope.kind}.`)
  return path.slice(1)
}

/** The source of such a text, also with the slash; `undefined` for any other text. */
export function findSource(text: string): Source | undefined {
  const meaning = findPathMeaning(`/${text.replace(/^\//, '')}`)
  return meaning && { dataset: meaning.dataset.id, scope: meaning.scope }
}

/** Whether two sources are the same log in the same scope. */
export function isSameSource(one: Source, other: Source): boolean {
  return formatSource(one) === formatSource(other)
}
