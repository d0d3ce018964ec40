/**
 * Answers `…/logs/audit/{entry_id}/history` with the other entries about the resource of an entry. How they are
 * found depends on how precisely the entry names its resource; `history_status` says so.
 */
import { readPath } from '../catalog/fields.ts'
import { listRoleFields, type Role } from '../catalog/roles.ts'
import { findEpochMs } from '../cloudflare/instant.ts'
import { validatePairs } from '../query/validate-query.ts'
import { answerJson } from './answers.ts'
import { type IndexTest, type ListRequest, listEntries } from './list-entries.ts'

/** The maximum difference between `action_time` and the time of the entry. */
const toleranceMs = 60_000

/** Answers a request for the history of an entry: 200, 400, or 404 for an entry that is not there. */
export function listHistory(request: ListRequest, entryId: string): Response {
  const isSound = validatePairs(request, request.pairs).length === 0
  const entry = isSound ? findEntry(request, entryId) : undefined
  // An invalid request goes on to `listEntries`, which answers with its problems.
  if (isSound && entry === undefined) return answerNotFound()
  const { status, isIncluded } = toHistory(request, entry)
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
  request: ListRequest,
  entry: unknown,
): { status: 'exact' | 'approximate' | 'unavailable'; isIncluded: IndexTest } {
  const ofPath = findTest(request, entry, 'path')
  if (ofPath) return { status: 'exact', isIncluded: ofPath }
  const ofProduct = findTest(request, entry, 'product')
  const ofKind = findTest(request, entry, 'resourceKind')
  if (!ofProduct || !ofKind) return { status: 'unavailable', isIncluded: () => false }
  return { status: 'approximate', isIncluded: (index) => ofProduct(index) && ofKind(index) }
}

/** Selects the entries that have the same text in a role; `undefined` for an entry that has none there. */
function findTest(
  { dataset, source }: ListRequest,
  entry: unknown,
  role: Role,
): IndexTest | undefined {
  const [field] = listRoleFields(dataset, role)
  if (!field) return undefined
  const text = readPath(entry, field.path)
  if (typeof text !== 'string') return undefined
  return source.columnOf(field.path).select({ matches: (value) => value === text, values: [text] })
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
