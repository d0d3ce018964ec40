/** Finds the previous change of a resource that shows its state, in the history of the resource. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import {
  type Role,
  type RoleLocation,
  readLocation,
  readOutcome,
  readRoleText,
  toLocationKeys,
} from '../../../catalog/roles.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { isBlank } from '../entry/entry-sections.ts'
import { compareResources } from './compare-resources.ts'

/** An earlier entry, and the path of a body that this entry has as well. */
export type PreviousState = {
  entry: unknown
  path: readonly string[]
  /** Says what kind of body it is. */
  description: string
}

/** The most complete body is the first: a response has the whole resource, a request what was set. */
const bodyRoles = [
  { role: 'responseBody', description: 'What the API answered' },
  { role: 'requestBody', description: 'What was sent' },
] as const satisfies readonly { role: Role; description: string }[]

/**
 * The latest earlier entry about the same resource with a body at a path at which this entry has one as well;
 * `undefined` when there is none. Failed actions changed nothing, so they are ignored.
 */
export function findPreviousState(
  dataset: Dataset,
  entry: unknown,
  history: readonly unknown[],
): PreviousState | undefined {
  const toMs = (timed: unknown) => findEpochMs(readRoleText(dataset, timed, 'time') ?? '')
  const ownMs = toMs(entry)
  if (ownMs === undefined) return undefined
  const earlier = history
    .map((other) => ({ other, ms: toMs(other) ?? Number.POSITIVE_INFINITY }))
    .filter(({ other, ms }) => ms < ownMs && isStateOf(dataset, entry, other))
    .sort((a, b) => b.ms - a.ms)
  const bodies = bodyRoles.flatMap(({ role, description }) =>
    (dataset.roles[role] ?? []).map((location) => ({ location, description })),
  )
  for (const { other } of earlier) {
    const body = bodies.find(({ location }) => isComparable(dataset, entry, other, location))
    if (body)
      return { entry: other, path: toLocationKeys(body.location), description: body.description }
  }
  return undefined
}

/** Whether the action of an entry failed. */
export function isFailed(dataset: Dataset, entry: unknown): boolean {
  return readOutcome(dataset, entry) === 'failure'
}

function isStateOf(dataset: Dataset, entry: unknown, other: unknown): boolean {
  // A tunnel and its configuration have the same id, but different bodies.
  const isOfKind = (['product', 'resourceKind'] as const).every(
    (role) => readRoleText(dataset, entry, role) === readRoleText(dataset, other, role),
  )
  return isOfKind && !isFailed(dataset, other) && compareResources(dataset, entry, other) === 'same'
}

/** Whether both entries have a body there, and both bodies are objects or both are lists. */
function isComparable(
  dataset: Dataset,
  entry: unknown,
  other: unknown,
  location: RoleLocation,
): boolean {
  const bodies = [entry, other].map((either) => readLocation(dataset, either, location))
  const [isList, isOtherList] = bodies.map(Array.isArray)
  const areBodies = bodies.every((body) => typeof body === 'object' && !isBlank(body))
  return areBodies && isList === isOtherList
}
