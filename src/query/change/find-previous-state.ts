/** Finds the previous change of a resource that shows its state, in the history of the resource. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import {
  type Role,
  type RoleLocation,
  readLocation,
  readOutcome,
  readRoleText,
  toLocationKeys,
} from '../../catalog/roles.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import { toBodyValue } from './body-value.ts'
import { compareResources } from './compare-resources.ts'
import { isBlank } from './is-blank.ts'

/** An earlier entry, and the path of a body that this entry has as well. */
export type PreviousState = {
  entry: unknown
  path: readonly string[]
  role: (typeof bodyRoles)[number]
}

/** The most complete body is the first: a response has the whole resource, a request what was set. */
const bodyRoles = ['responseBody', 'requestBody'] as const satisfies readonly Role[]

/**
 * The latest earlier entry about the same resource with a body at a path at which this entry has one as well;
 * `undefined` when there is none. Failed actions changed nothing, so they are ignored.
 */
export function findPreviousState(
  dataset: Dataset,
  entry: unknown,
  history: readonly unknown[],
): PreviousState | undefined {
  // The response of a failed call has an error instead of the state.
  const bodies = listBodies(dataset).filter(
    ({ role }) => role === 'requestBody' || !isFailed(dataset, entry),
  )
  for (const other of listEarlier(dataset, entry, history)) {
    const body = bodies.find(({ location }) => isComparable(dataset, entry, other, location))
    if (body) return { entry: other, path: toLocationKeys(body.location), role: body.role }
  }
  return undefined
}

/** The successful earlier entries about the same resource, the latest first. */
export function listEarlier(
  dataset: Dataset,
  entry: unknown,
  history: readonly unknown[],
): unknown[] {
  const toMs = (timed: unknown) => findEpochMs(readRoleText(dataset, timed, 'time') ?? '')
  const ownMs = toMs(entry)
  if (ownMs === undefined) return []
  return history
    .map((other) => ({ other, ms: toMs(other) ?? Number.POSITIVE_INFINITY }))
    .filter(({ other, ms }) => ms < ownMs && isStateOf(dataset, entry, other))
    .sort((a, b) => b.ms - a.ms)
    .map(({ other }) => other)
}

/** Whether an entry has a body that is an object or a list with members. */
export function hasBody(dataset: Dataset, entry: unknown): boolean {
  return listBodies(dataset).some(({ location }) => {
    const body = toBodyValue(readLocation(dataset, entry, location))
    return typeof body === 'object' && !isBlank(body)
  })
}

function listBodies(dataset: Dataset) {
  return bodyRoles.flatMap((role) =>
    (dataset.roles[role] ?? []).map((location) => ({ role, location })),
  )
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
  const bodies = [entry, other].map((either) =>
    toBodyValue(readLocation(dataset, either, location)),
  )
  const [isList, isOtherList] = bodies.map(Array.isArray)
  const areBodies = bodies.every((body) => typeof body === 'object' && !isBlank(body))
  return areBodies && isList === isOtherList
}
