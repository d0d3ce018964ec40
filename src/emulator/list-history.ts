/**
 * Answers `…/logs/audit/{entry_id}/history` with the other entries about the resource of an entry. How they are
 * found depends on how precisely the entry names its resource; `history_status` says so.
 */
import { readPath } from '../catalog/fields.ts'
import { findEpochMs } from '../cloudflare/instant.ts'
import { validatePairs } from '../query/validate-query.ts'
import { answerJson } from './answers.ts'
import type { EntrySource } from './data/entries/entry-source.ts'
import { type IndexTest, type ListRequest, listEntries } from './list-entries.ts'

/** The maximum difference between `action_time` and the time of the entry. */
const toleranceMs = 60_000

/** Answers a request for the history of an entry: 200, 400, or 404 for an entry that is not there. */
export function listHistory(request: ListRequest, entryId: string): Response {
  const isSound = validatePairs(request, request.pairs).length === 0
  const entry = isSound ? findEntry(request, entryId) : undefined
  // An invalid request goes on to `listEntries`, which answers with its problems.
  if (isSound && entry === undefined) return answerNotFound()
  const { status, isIncluded } = toHistory(request.source, entry)
  return listEntries({ ...request, isIncluded, moreInfo: { history_status: status } })
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
): { status: 'exact' | 'approximate' | 'unavailable'; isIncluded: IndexTest } {
  const uri = readPath(entry, 'raw.uri')
  if (typeof uri === 'string')
    return { status: 'exact', isIncluded: toTest(source, 'raw.uri', uri) }
  const product = readPath(entry, 'resource.product')
  const type = readPath(entry, 'resource.type')
  if (typeof product !== 'string' || typeof type !== 'string') {
    return { status: 'unavailable', isIncluded: () => false }
  }
  const isOfProduct = toTest(source, 'resource.product', product)
  const isOfType = toTest(source, 'resource.type', type)
  return { status: 'approximate', isIncluded: (index) => isOfProduct(index) && isOfType(index) }
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
