/**
 * Who joins and leaves a group, or is deactivated, by a SCIM request (RFC 7644, 3.5.2). That one member left a group does not
 * undo that another one joined it.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readRole } from '../../catalog/roles.ts'
import { toBodyValue } from '../../query/change/body-value.ts'
import type { ChangedResource } from './changed-resource.ts'

type MemberChange = {
  /** Ids, in lower case. */
  added: readonly string[]
  removed: readonly string[]
  /** Whether all members left, or others took their places. */
  removesOthers: boolean
}

/** Whether the requests of a log change the members of groups. */
export function recordsMembers({ summary }: Pick<Dataset, 'summary'>): boolean {
  return summary === 'provisioning'
}

/** The ids of the members that an entry adds to its group. */
export function listAddedMembers(group: ChangedResource): readonly string[] {
  return readMemberChange(group).added
}

/** Whether a later entry of the same group removes all of these members, or some of them. */
export function findRemoval(
  members: readonly string[],
  later: ChangedResource,
): 'all' | 'some' | undefined {
  const { added, removed, removesOthers } = readMemberChange(later)
  const gone = members.filter(
    (id) => removed.includes(id) || (removesOthers && !added.includes(id)),
  )
  if (gone.length === 0) return undefined
  return gone.length === members.length ? 'all' : 'some'
}

/** Whether an entry deletes or deactivates the only one of these members. */
export function isMemberGone(members: readonly string[], later: ChangedResource): boolean {
  const [only, ...others] = members
  if (only === undefined || others.length > 0 || !later.ids.includes(only)) return false
  return later.verb === 'delete' || isDeactivation(later)
}

function isDeactivation({ dataset, entry }: ChangedResource): boolean {
  const body = toBodyValue(readRole(dataset, entry, 'requestBody'))
  if (readKey(body, 'active') === false) return true
  return listOperations(body).some(
    (operation) =>
      readKey(readKey(operation, 'value'), 'active') === false ||
      (readKey(operation, 'path') === 'active' && readKey(operation, 'value') === false),
  )
}

function readMemberChange({ dataset, entry }: ChangedResource): MemberChange {
  const body = toBodyValue(readRole(dataset, entry, 'requestBody'))
  const added: string[] = []
  const removed: string[] = []
  // A whole group that is sent replaces its members.
  const sent = readKey(body, 'members')
  let removesOthers = sent !== undefined
  added.push(...listIds(sent))
  for (const operation of listOperations(body)) {
    const path = readKey(operation, 'path')
    if (typeof path !== 'string' || !path.startsWith('members')) continue
    const word = String(readKey(operation, 'op')).toLowerCase()
    const [, idInPath] = /^members\[value eq "([^"]{1,200})"\]$/.exec(path) ?? []
    const ids = idInPath === undefined ? listIds(readKey(operation, 'value')) : [idInPath]
    const isOfAll = path === 'members' && (word === 'replace' || ids.length === 0)
    if (isOfAll && word !== 'add') removesOthers = true
    if (word === 'remove') removed.push(...ids)
    else added.push(...ids)
  }
  const toLower = (id: string) => id.toLowerCase()
  return { added: added.map(toLower), removed: removed.map(toLower), removesOthers }
}

function listIds(given: unknown): readonly string[] {
  const members = Array.isArray(given) ? given : given === undefined ? [] : [given]
  return members.flatMap((member) => {
    const id = readKey(member, 'value')
    return typeof id === 'string' && id !== '' ? [id] : []
  })
}

function listOperations(body: unknown): readonly unknown[] {
  const operations = readKey(body, 'Operations')
  return Array.isArray(operations) ? operations : []
}

function readKey(holder: unknown, key: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined
  return (holder as Record<string, unknown>)[key]
}
