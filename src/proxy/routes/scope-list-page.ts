/**
 * Filters the lists of scopes, such as accounts and zones, by the allow-lists. Paging information is written anew,
 * because upstream's counts would reveal how many other scopes exist.
 */
import { readPath } from '../../catalog/fields.ts'
import { type IdScopeKind, idScopes } from '../../catalog/scopes.ts'
import { findEnvelope, type ResultInfo } from '../../cloudflare/envelope.ts'
import { z } from '../../cloudflare/schema.ts'
import type { Pair } from '../../query/query-string.ts'
import { allowsParent, allowsScope, type ScopeLimits } from './scope-limits.ts'

/** One upstream page of such a list. */
export type ScopeListPage = {
  /** The ids of all its items, allowed or not. */
  ids: readonly string[]
  /** The allowed items, unchanged, by id. */
  allowed: ReadonlyMap<string, unknown>
  /** Upstream's paging information. */
  info: ResultInfo | null | undefined
}

/** Items without an id are dropped: their scope could not be requested. */
const itemSchema = z.looseObject({ id: z.string() })

/** Parses a page and keeps the allowed items; `undefined` when the bytes are not a successful list. */
export function findScopeListPage(
  kind: IdScopeKind,
  bytes: Uint8Array,
  limits: ScopeLimits,
): ScopeListPage | undefined {
  const envelope = findJsonEnvelope(bytes)
  if (envelope?.success !== true || !Array.isArray(envelope.result)) return undefined
  const ids: string[] = []
  const allowed = new Map<string, unknown>()
  for (const item of envelope.result) {
    const { data } = itemSchema.safeParse(item)
    if (!data) continue
    ids.push(data.id)
    if (isAllowed(kind, data, limits)) allowed.set(data.id, item)
  }
  return { ids, allowed, info: envelope.result_info }
}

/**
 * The page of the allowed items that the client's parameters ask for, as JSON text, with page numbers and counts of
 * these items only; `undefined` when they cannot be serialized, for example because they are nested too deeply.
 */
export function formatScopeListPage(
  kind: IdScopeKind,
  items: readonly unknown[],
  pairs: readonly Pair[],
): string | undefined {
  const { pagination } = idScopes[kind].list
  const find = (name: string) => pairs.find(([key]) => key === name)?.[1]
  const size = Number(find(pagination.sizeParameter) ?? pagination.defaultSize)
  const isNumbered = pagination.style === 'page'
  const position = find(isNumbered ? pagination.pageParameter : pagination.cursorParameter)
  const page = Number(position ?? 1)
  const result = items.slice((page - 1) * size, page * size)
  const hasNext = items.length > page * size
  const resultInfo = isNumbered
    ? {
        page,
        per_page: size,
        total_pages: Math.ceil(items.length / size),
        count: result.length,
        total_count: items.length,
      }
    : { ...(hasNext && { next_page_token: String(page + 1) }), total_size: items.length }
  const envelope = { success: true, errors: [], messages: [], result, result_info: resultInfo }
  try {
    return JSON.stringify(envelope)
  } catch {
    return undefined
  }
}

/** Whether a text is the position of a page of a filtered list: its number, which is also its cursor. */
export function isListPosition(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text)
}

function findJsonEnvelope(bytes: Uint8Array) {
  try {
    return findEnvelope(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return undefined
  }
}

function isAllowed(
  kind: IdScopeKind,
  item: z.infer<typeof itemSchema>,
  limits: ScopeLimits,
): boolean {
  if (!allowsScope(limits, kind, item.id)) return false
  const { within } = idScopes[kind].list
  if (!within) return true
  const parentId = readPath(item, within.field)
  return typeof parentId === 'string' && allowsParent(limits, within.kind, parentId)
}
