/**
 * Decides whether two entries are about the same resource. The API calls a history exact when the URI is the same, but
 * all resources of a kind are created by calls to the same URI, that of their collection.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readRoleText } from '../../catalog/roles.ts'

/** The same resource, two resources, or unknown because the entries have too little data. */
export type ResourceComparison = 'same' | 'other' | 'unknown'

/**
 * Compares by id and zone, because a setting has the same id in every zone; without an id by path, unless it is that of
 * a collection.
 */
export function compareResources(
  dataset: Dataset,
  entry: unknown,
  other: unknown,
): ResourceComparison {
  const read = (role: 'resourceId' | 'zoneId' | 'path') =>
    [entry, other].map((either) => readRoleText(dataset, either, role))
  const [ownId, otherId] = read('resourceId')
  if (ownId === undefined || otherId === undefined) {
    const [ownPath, otherPath] = read('path')
    const isSamePath = ownPath !== undefined && ownPath === otherPath
    const isCollection = [entry, other].some((either) => isCollectionCall(dataset, either))
    return isSamePath && !isCollection ? 'same' : 'unknown'
  }
  const [ownZone, otherZone] = read('zoneId')
  const isSameZone = ownZone === undefined || otherZone === undefined || ownZone === otherZone
  return ownId === otherId && isSameZone ? 'same' : 'other'
}

/** Whether a call created a resource: its path is that of a collection and does not contain the new id. */
export function isCollectionCall(dataset: Dataset, entry: unknown): boolean {
  const path = readRoleText(dataset, entry, 'path')
  const id = readRoleText(dataset, entry, 'resourceId')
  if (readRoleText(dataset, entry, 'method') !== 'POST' || path === undefined) return false
  return id === undefined || !path.split(/[/?]/).includes(id)
}
