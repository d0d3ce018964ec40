/**
 * Whether two entries are about one resource. The API calls a history exact when the URI is the same,
 * but whatever is created is sent to one URI, that of its collection.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readRoleText } from '../../../catalog/roles.ts'

/** One resource, two, or too little in the entries to tell. */
export type Kinship = 'same' | 'other' | 'unknown'

/** Compares by id and zone (a setting has the same id in every zone), else by a path that is one thing's own. */
export function compareResources(dataset: Dataset, entry: unknown, other: unknown): Kinship {
  const read = (role: 'resourceId' | 'zoneId' | 'path') =>
    [entry, other].map((each) => readRoleText(dataset, each, role))
  const [ownId, otherId] = read('resourceId')
  if (ownId === undefined || otherId === undefined) {
    const [ownPath, otherPath] = read('path')
    const isOwnPath = ownPath !== undefined && ownPath === otherPath
    const isCollection = [entry, other].some((each) => isCollectionCall(dataset, each))
    return isOwnPath && !isCollection ? 'same' : 'unknown'
  }
  const [ownZone, otherZone] = read('zoneId')
  const isInZone = ownZone === undefined || otherZone === undefined || ownZone === otherZone
  return ownId === otherId && isInZone ? 'same' : 'other'
}

/** Whether the path of a call names no single thing: something was made there, and got its id only then. */
export function isCollectionCall(dataset: Dataset, entry: unknown): boolean {
  const path = readRoleText(dataset, entry, 'path')
  const id = readRoleText(dataset, entry, 'resourceId')
  if (readRoleText(dataset, entry, 'method') !== 'POST' || path === undefined) return false
  return id === undefined || !path.split(/[/?]/).includes(id)
}
