/**
 * The lists of scopes, such as accounts and zones, reduced to what a limited proxy may be asked about. Their paging
 * is made anew, as any upstream count would tell how many others there are.
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
  /** The items that may be shown, as they came, by id. */
  allowed: ReadonlyMap<string, unknown>
  /** How many pages upstream says there are. */
  totalPages: number | undefined
}

/** An item without an id is nothing that could be asked about. */
const itemSchema = z.looseObject({ id: z.string() })

/** Reads a page and keeps what is allowed; `undefined` when the bytes are no successful list. */
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
 * One page of all allowed items as JSON text, with page numbers and counts that follow from them
 * alone; `undefined` when they cannot be written, such as when nested too deeply.
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
