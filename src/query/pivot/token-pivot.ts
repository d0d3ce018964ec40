/** The question about an API token that an entry created, changed or deleted: what was done with it? */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import { findValueText, readLocation, readRoleText } from '../../catalog/roles.ts'
import { findAnsweredId } from '../change/find-answered-id.ts'
import type { AllLogsPivot } from './all-logs-pivot.ts'

/** Calls of the API on tokens of users and accounts, with or without their id. */
const tokenPath = /^\/(?:user|accounts\/[^/]+)\/tokens(?:\/[^/?]+(?:\/value)?)?\/?(?:\?.*)?$/

const verbWords = { create: 'created', update: 'changed', delete: 'deleted' } as const

/**
 * Everything by the token that an entry is about; `undefined` for an entry that is not about one, or does not have its id.
 * The token that made the call is another question.
 */
export function findTokenPivot(dataset: Dataset, entry: unknown): AllLogsPivot | undefined {
  const value = findTokenId(dataset, entry)
  if (value === undefined || !/^[\w-]{8,100}$/.test(value)) return undefined
  const verb = readVerb(dataset, entry)
  const word = verb in verbWords ? verbWords[verb as keyof typeof verbWords] : 'names'
  const words = `Everything by the token that this entry ${word}`
  return { words, role: 'credentialId', value }
}

function findTokenId(dataset: Dataset, entry: unknown): string | undefined {
  for (const { id, isCredential } of dataset.naming?.pairs ?? []) {
    if (!isCredential) continue
    for (const location of id) {
      const text = findValueText(readLocation(dataset, entry, location))
      if (text !== undefined) return text
    }
  }
  if (!tokenPath.test(readRoleText(dataset, entry, 'path') ?? '')) return undefined
  return readRoleText(dataset, entry, 'resourceId') ?? findAnsweredId(dataset, entry)
}
