/** Finds in a resource's history the change before this one that tells the most about its state. */
import { readPath } from '../../catalog/fields.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import { compareResources } from './compare-resources.ts'
import { isBlank } from './entry-sections.ts'

/** A body of this entry and the one of the same kind of an earlier entry. */
export type PreviousState = {
  entry: unknown
  /** The keys of the body that both have. */
  path: readonly string[]
  what: string
}

/** In the order of how much they tell: a response shows all of a resource, a request what was set. */
const bodies = [
  { path: ['resource', 'response', 'result'], what: 'What the API answered' },
  { path: ['resource', 'response'], what: 'What the API answered' },
  { path: ['resource', 'request'], what: 'What was sent' },
] as const

/**
 * The latest earlier entry about the same resource with a body that this one has as well; `undefined`
 * when there is none. What failed changed nothing, so it is no state.
 */
export function findPreviousState(
  entry: unknown,
  history: readonly unknown[],
): PreviousState | undefined {
  const ownMs = toMs(entry)
  if (ownMs === undefined) return undefined
  const earlier = history
    .map((other) => ({ other, ms: toMs(other) ?? Number.POSITIVE_INFINITY }))
    .filter(({ other, ms }) => ms < ownMs && isStateOf(entry, other))
    .sort((a, b) => b.ms - a.ms)
  for (const { other } of earlier) {
    const body = bodies.find(({ path }) => isBody(entry, path) && isBody(other, path))
    if (body) return { entry: other, ...body }
  }
  return undefined
}

/** Whether an entry says that its action failed. */
export function isFailed(entry: unknown): boolean {
  return readPath(entry, 'action.result') === 'failure'
}

function isStateOf(entry: unknown, other: unknown): boolean {
  // A tunnel and its configuration have one id, and bodies that have nothing in common.
  const isOfKind = ['resource.product', 'resource.type'].every(
    (path) => readPath(entry, path) === readPath(other, path),
  )
  return isOfKind && !isFailed(other) && compareResources(entry, other) === 'same'
}

function isBody(entry: unknown, path: readonly string[]): boolean {
  const value = readPath(entry, path.join('.'))
  return typeof value === 'object' && !isBlank(value)
}

function toMs(entry: unknown): number | undefined {
  const time = readPath(entry, 'action.time')
  return typeof time === 'string' ? findEpochMs(time) : undefined
}
