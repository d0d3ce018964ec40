/**
 * Judges whether a later entry undid what an entry loosened. It claims that only where the entry says so: the resource was
 * deleted, made again or tightened, or a value that the rule asks about was set to one that the rule does not match.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type Role, readRoleText, toLocationKeys } from '../../catalog/roles.ts'
import type { LocalMatcher } from '../../query/match-local.ts'
import { getMatcher } from '../evaluate/get-matcher.ts'
import type { DetectionRule, Effect } from '../rule.ts'
import {
  type ChangedResource,
  findCollectionPath,
  isCounterpart,
  isDeletedAbove,
  isSameElsewhere,
  isSameResource,
} from './changed-resource.ts'
import { findRemoval, isMemberGone, listAddedMembers, recordsMembers } from './group-members.ts'
import {
  listFieldNames,
  listRuleProperties,
  type RuleProperty,
  readProperty,
  withBodies,
  withFields,
} from './rule-property.ts'

/** How an entry undid a loosening, or may have. `deleted-above`: with what contains the resource. */
export type UndoneHow =
  | 'deleted'
  | 'deleted-above'
  | 'created-again'
  | 'tightened'
  | 'restored'
  | 'changed'
  | 'removed'

/** `repeats`: the entry leaves the resource as loose as it was. `unclear`: it changed it, and does not say how. */
export type Judgement =
  | { kind: 'undoes' | 'unclear'; how: UndoneHow }
  | { kind: 'repeats' }
  | undefined

/** A later entry, and which effects the rules that match it have. */
export type SubsequentEntry = ChangedResource & { has: (effect: Effect) => boolean }

/** Judges one later entry; `undefined` where it is not about the resource, or leaves alone what the rule asks about. */
export type UndoneJudge = (later: SubsequentEntry) => Judgement

/** Who acted, and how: a rule may look at it, but it says nothing about the state of the resource. */
const actorRoles = [
  ...(['actor', 'actorId', 'actorKind', 'address', 'userAgent', 'interface'] as const),
  ...(['credentialId', 'credentialName', 'credentialKind', 'outcome'] as const),
] as const satisfies readonly Role[]

const unclear = (how: UndoneHow): Judgement => ({ kind: 'unclear', how })
const undoes = (how: UndoneHow): Judgement => ({ kind: 'undoes', how })
const repeats: Judgement = { kind: 'repeats' }

/** What was loosened, and the rule that says so. */
type Loosened = {
  resource: ChangedResource
  dataset: Dataset
  matches: LocalMatcher
  properties: readonly RuleProperty[]
}

/** Prepares to judge what came after an entry that a rule matched. `findName` tells what other entries call the resource. */
export function createUndoneJudge(
  resource: ChangedResource,
  rule: DetectionRule,
  findName: () => string | undefined,
): UndoneJudge {
  const { dataset } = resource
  const matches = getMatcher(rule, dataset)
  const loosened = { resource, dataset, matches, properties: listRuleProperties(rule, dataset) }
  const isCreatedAgain = createNameTest(resource, findName)
  return (later) => {
    const isChange = later.verb !== 'view' && later.verb !== 'sign-in'
    if (!isChange || later.isFailed || later.fromMs <= resource.toMs) return undefined
    if (isSameResource(resource, later)) return judgeSame(loosened, later)
    if (resource.verb !== 'delete') {
      if (isDeletedAbove(later, resource)) return judgeDeletion(loosened, later, 'deleted-above')
      if (isSameElsewhere(resource, later)) return judgeElsewhere(loosened, later)
      const members = recordsMembers(dataset) ? listAddedMembers(resource) : []
      if (later.source === resource.source && isMemberGone(members, later)) return undoes('removed')
    }
    if (isPropertyTightened(resource, rule, later)) return undoes('tightened')
    return isCreatedAgain(later) ? unclear('created-again') : undefined
  }
}

/** Tests whether an entry created a resource of the same name where one was deleted. */
function createNameTest(resource: ChangedResource, findName: () => string | undefined) {
  const collection = resource.verb === 'delete' ? findCollectionPath(resource) : undefined
  const name = collection === undefined ? undefined : (resource.name ?? findName())
  return (later: SubsequentEntry): boolean =>
    collection !== undefined &&
    name !== undefined &&
    later.source === resource.source &&
    later.verb === 'create' &&
    later.path === collection &&
    later.name === name
}

function judgeSame(loosened: Loosened, later: SubsequentEntry): Judgement {
  const { resource, dataset, matches } = loosened
  if (resource.verb !== 'delete' && later.verb === 'delete') {
    return judgeDeletion(loosened, later, 'deleted')
  }
  if (recordsMembers(dataset)) return judgeMembers(resource, later)
  if (matches(later.entry)) return repeats
  if (later.has('tightens')) return undoes('tightened')
  return resource.verb === 'delete'
    ? judgeAfterDeletion(loosened, later)
    : judgeValues(loosened, later)
}

function judgeMembers(resource: ChangedResource, later: SubsequentEntry): Judgement {
  const removal = findRemoval(listAddedMembers(resource), later)
  if (removal === 'all') return undoes('removed')
  return removal === 'some' ? unclear('removed') : undefined
}

function judgeDeletion(
  { resource }: Loosened,
  later: SubsequentEntry,
  how: 'deleted' | 'deleted-above',
): Judgement {
  // To delete a disabled firewall rule does not bring its protection back.
  return resource.verb !== 'create' && later.has('loosens') ? unclear(how) : undoes(how)
}

function judgeElsewhere(loosened: Loosened, later: SubsequentEntry): Judgement {
  if (later.has('tightens')) return undoes('tightened')
  return later.verb === 'delete' ? judgeDeletion(loosened, later, 'deleted') : undefined
}

function judgeAfterDeletion(
  { resource, dataset, matches, properties }: Loosened,
  later: SubsequentEntry,
): Judgement {
  if (later.verb === 'delete') return repeats
  if (matches(withFields(later.entry, resource.entry, dataset, actorRoles))) return repeats
  if (later.verb === 'create') return undoes('created-again')
  const isSet = properties.some(({ keys }) => readProperty(later.entry, keys))
  return isSet ? undoes('changed') : unclear('changed')
}

function judgeValues(
  { resource, dataset, matches, properties }: Loosened,
  later: SubsequentEntry,
): Judgement {
  const isPatch = readRoleText(dataset, later.entry, 'method') === 'PATCH'
  const set = properties.filter((property) => isSaid(property, resource.entry, later.entry))
  // A PATCH changes only what it sends.
  if (set.length === 0) return isPatch && properties.length > 0 ? undefined : unclear('changed')
  if (matches(withBodies(resource.entry, later.entry, dataset, isPatch))) return repeats
  const changed = set.filter(({ keys }) => !isEqual(resource.entry, later.entry, keys))
  if (changed.length === 0) return unclear('changed')
  return undoes(changed.every(isRestored(resource, later)) ? 'restored' : 'changed')
}

/** Whether a later entry says what the value is now. Of a whole body, it has to have all that the earlier one had. */
function isSaid({ keys, isBody }: RuleProperty, earlier: unknown, later: unknown): boolean {
  const after = readProperty(later, keys)?.value
  if (after === undefined) return false
  const before = readProperty(earlier, keys)?.value
  if (!isBody || !isObject(before)) return true
  return isObject(after) && Object.keys(before).every((key) => Object.hasOwn(after, key))
}

function isEqual(one: unknown, other: unknown, keys: readonly string[]): boolean {
  const [first, second] = [one, other].map((entry) => readProperty(entry, keys)?.value)
  return JSON.stringify(first) === JSON.stringify(second)
}

/** Whether a value is again what it was before the loosening, where the log recorded that. */
function isRestored(loosened: ChangedResource, later: SubsequentEntry) {
  const { valueBefore = [], valueAfter = [], requestBody = [] } = loosened.dataset.roles
  return ({ keys }: RuleProperty): boolean => {
    const after = readProperty(later.entry, keys)?.value
    return [...valueAfter, ...requestBody].some((body, at) => {
      const prefix = toLocationKeys(body)
      if (!prefix.every((key, index) => keys[index] === key)) return false
      const before = valueBefore[at] ?? valueBefore[0]
      if (!before) return false
      const own = readProperty(loosened.entry, [
        ...toLocationKeys(before),
        ...keys.slice(prefix.length),
      ])
      return own !== undefined && JSON.stringify(own.value) === JSON.stringify(after)
    })
  }
}

/**
 * Whether an entry of the counterpart tightened the setting that the rule asks about. v1 records it under the account, with
 * the name of the setting in its action: `add_enforce_twofactor`.
 */
function isPropertyTightened(
  loosened: ChangedResource,
  rule: DetectionRule,
  later: SubsequentEntry,
): boolean {
  if (later.part === undefined || !isCounterpart(loosened, later)) return false
  if (!later.ids.some((id) => loosened.ids.includes(id)) || !later.has('tightens')) return false
  const { part } = later
  return listFieldNames(rule.expression).some((field) => {
    const last = field.slice(field.lastIndexOf('.') + 1)
    return last.includes('_') && part.includes(last)
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
