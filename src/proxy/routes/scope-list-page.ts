/**
 * Filters the lists of scopes, such as accounts and zones, by the allow-lists. Paging information is written anew,
 * because upstream's counts would reveal how many other scopes exist.
 */
import { readPath } from '../../catalog/fields.ts'
import { type IdScopeKind, idScopes } from '../../catalog/scopes.ts'
import { findEnvelope } from '../../cloudflare/envelope.ts'
import { z } from '../../cloudflare/schema.ts'
import { allowsParent, allowsScope, type ScopeLimits } from './scope-limits.ts'

/** One upstream page of such a list. */
export type ScopeListPage = {
  /** The ids of all its items, allowed or not. */
  ids: readonly string[]
  /** The allowed items, unchanged, by id. */
  allowed: ReadonlyMap<string, unknown>
  /** The number of pages according to upstream. */
  totalPages: number | undefined
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
  return { ids, allowed, totalPages: envelope.result_info?.total_pages ?? undefined }
}

/**
 * One page of all allowed items as JSON text, with page numbers and counts of these items only; `undefined` when they
 * cannot be serialized, for example because they are nested too deeply.
 */
export function formatScopeListPage(
  items: readonly unknown[],
  { page, perPage }: { page: number; perPage: number },
): string | undefined {
  const result = items.slice((page - 1) * perPage, page * perPage)
  const resultInfo = {
    page,
    per_page: perPage,
    total_pages: Math.ceil(items.length / perPage),
    count: result.length,
    total_count: items.length,
  }
  const envelope = { success: true, errors: [], messages: [], result, result_info: resultInfo }
  try {
    return JSON.stringify(envelope)
  } catch {
    return undefined
  }
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
