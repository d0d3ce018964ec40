/** Finds in a resource's history the change before this one that tells the most about its state. */
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

/** A body of this entry and the one of the same kind of an earlier entry. */
export type PreviousState = {
  entry: unknown
  /** The keys of the body that both have. */
  path: readonly string[]
  what: string
}

/** In the order of how much they tell: a response shows all of a resource, a request what was set. */
const bodyRoles = [
  { role: 'responseBody', what: 'What the API answered' },
  { role: 'requestBody', what: 'What was sent' },
] as const satisfies readonly { role: Role; what: string }[]

/**
 * The latest earlier entry about the same resource with a body that this one has as well; `undefined`
 * when there is none. What failed changed nothing, so it is no state.
 */
export function findPreviousState(
  dataset: Dataset,
  entry: unknown,
  history: readonly unknown[],
): PreviousState | undefined {
  const toMs = (each: unknown) => findEpochMs(readRoleText(dataset, each, 'time') ?? '')
  const ownMs = toMs(entry)
  if (ownMs === undefined) return undefined
  const earlier = history
    .map((other) => ({ other, ms: toMs(other) ?? Number.POSITIVE_INFINITY }))
    .filter(({ other, ms }) => ms < ownMs && isStateOf(dataset, entry, other))
    .sort((a, b) => b.ms - a.ms)
  const bodies = bodyRoles.flatMap(({ role, what }) =>
    (dataset.roles[role] ?? []).map((location) => ({ location, what })),
  )
  for (const { other } of earlier) {
    const body = bodies.find(({ location }) =>
      [entry, other].every((each) => isBody(dataset, each, location)),
    )
    if (body) return { entry: other, path: toLocationKeys(body.location), what: body.what }
  }
  return undefined
}

/** Whether an entry says that its action failed. */
export function isFailed(dataset: Dataset, entry: unknown): boolean {
  return readOutcome(dataset, entry) === 'failure'
}

function isStateOf(dataset: Dataset, entry: unknown, other: unknown): boolean {
  // A tunnel and its configuration have one id, and bodies that have nothing in common.
  const isOfKind = (['product', 'resourceKind'] as const).every(
    (role) => readRoleText(dataset, entry, role) === readRoleText(dataset, other, role),
  )
  return isOfKind && !isFailed(dataset, other) && compareResources(dataset, entry, other) === 'same'
}

function isBody(dataset: Dataset, entry: unknown, location: RoleLocation): boolean {
  const value = readLocation(dataset, entry, location)
  return typeof value === 'object' && !isBlank(value)
}
