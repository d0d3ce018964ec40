/**
 * Tests entries of any log against filters by role. An entry without a value fails an include and passes an exclude.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import { type Role, readRole, toOutcome } from '../../catalog/roles.ts'
import type { TimelineRole } from '../../catalog/timeline/timeline-role.ts'
import { createNetworkMatcher } from '../local/networks.ts'
import type { RoleFilter } from './timeline-query.ts'

/** The properties of a dataset that matching needs. */
type Readable = Pick<Dataset, 'fields' | 'roles' | 'verbs'> & Partial<Pick<Dataset, 'outcomes'>>

/**
 * The value of a role in an entry, in the spelling of the timeline: outcomes are `success` or `failure` and verbs those
 * of `verbs.ts`; `undefined` where the entry has none, or where the value is a structure.
 */
export function readRoleValue(
  dataset: Readable,
  entry: unknown,
  role: TimelineRole,
): string | undefined {
  if (role === 'verb') return readVerb(dataset, entry)
  return toRoleText(dataset, role, readRole(dataset, entry, role))
}

/** The first value of a role, in the spelling of the timeline; `undefined` for a structure. */
export function toRoleText(
  { outcomes }: Pick<Readable, 'outcomes'>,
  role: Role,
  value: unknown,
): string | undefined {
  if (role === 'outcome') {
    const outcome = toOutcome(outcomes, value)
    return typeof outcome === 'object' ? outcome.other : outcome
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

/**
 * Prepares a filter for many entries of a dataset. Texts are compared as they are; addresses by their meaning, so that a
 * network contains its addresses. Throws for a network that `validateRoleValue` refuses.
 */
export function createRoleMatcher(
  dataset: Readable,
  filter: RoleFilter,
): (entry: unknown) => boolean {
  const matches = createRoleValueMatcher(filter)
  return (entry) => matches(readRoleValue(dataset, entry, filter.role))
}

/** The same for values that `readRoleValue` has read. */
export function createRoleValueMatcher({
  role,
  mode,
  values,
}: RoleFilter): (value: string | undefined) => boolean {
  const isWanted: (value: string) => boolean =
    role === 'address' ? createNetworkMatcher(values) : createTextTest(values)
  return (value) => (value !== undefined && isWanted(value)) === (mode === 'include')
}

function createTextTest(values: readonly string[]): (value: string) => boolean {
  const wanted = new Set(values)
  return (value) => wanted.has(value)
}
