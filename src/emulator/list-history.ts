/**
 * Answers `…/logs/audit/{entry_id}/history`: what else happened to the resource of an entry. How
 * well the API knows the resource decides how its history is found, and the answer says so.
 */
import { readPath } from '../catalog/fields.ts'
import { findEpochMs } from '../cloudflare/instant.ts'
import { validatePairs } from '../query/validate-query.ts'
import { answerJson } from './answers.ts'
import type { EntrySource } from './data/entries/entry-source.ts'
import { type IndexTest, type ListRequest, listEntries } from './list-entries.ts'

/** How far `action_time` may be from the time of the entry. */
const toleranceMs = 60_000

/** Answers a request for the history of an entry: 200, 400, or 404 for an entry that is not there. */
export function listHistory(request: ListRequest, entryId: string): Response {
  const isSound = validatePairs(request, request.pairs).length === 0
  const entry = isSound ? findEntry(request, entryId) : undefined
  // Without an entry only the problems of the request are left to tell.
  if (isSound && entry === undefined) return answerNotFound()
  const { status, isPart } = toHistory(request.source, entry)
  return listEntries({ ...request, isPart, moreInfo: { history_status: status } })
}

function findEntry({ source, pairs, nowMs }: ListRequest, entryId: string): unknown {
  const timeMs = findEpochMs(new Map(pairs).get('action_time') ?? '') ?? 0
  const isEntry = source
    .columnOf('id')
    .select({ matches: (id) => id === entryId, values: [entryId] })
  const end = source.firstAt(Math.min(timeMs + toleranceMs, nowMs) + 1)
  for (let index = source.firstAt(timeMs - toleranceMs); index < end; index++) {
    if (isEntry(index)) return source.entryAt(index)
  }
  return undefined
}

function toHistory(
  source: EntrySource,
  entry: unknown,
): { status: 'exact' | 'approximate' | 'unavailable'; isPart: IndexTest } {
  const uri = readPath(entry, 'raw.uri')
  if (typeof uri === 'string') return { status: 'exact', isPart: toTest(source, 'raw.uri', uri) }
  const product = readPath(entry, 'resource.product')
  const type = readPath(entry, 'resource.type')
  if (typeof product !== 'string' || typeof type !== 'string') {
    return { status: 'unavailable', isPart: () => false }
  }
  const isOfProduct = toTest(source, 'resource.product', product)
  const isOfType = toTest(source, 'resource.type', type)
  return { status: 'approximate', isPart: (index) => isOfProduct(index) && isOfType(index) }
}

function toTest(source: EntrySource, path: string, text: string): IndexTest {
  return source.columnOf(path).select({ matches: (value) => value === text, values: [text] })
}

function answerNotFound(): Response {
  const body = {
    success: false,
    errors: [{ message: 'There is no such entry near action_time.' }],
    result: null,
    result_info: { history_status: 'unavailable' },
  }
  return answerJson(body, 404)
}
