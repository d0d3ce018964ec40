/**
 * The lists of accounts and zones, reduced to what a limited proxy may be asked about. Counts that
 * would tell how many others there are go as well.
 */
import { findEnvelope } from '../cloudflare/envelope.ts'
import { z } from '../cloudflare/schema.ts'
import { allowsAccount, allowsZone, type ScopeLimits } from './scope-limits.ts'

const accountSchema = z.looseObject({ id: z.string() })
const zoneSchema = z.looseObject({
  id: z.string(),
  account: z.looseObject({ id: z.string() }),
})

/** The filtered list as JSON text; `undefined` when the bytes are no successful list. */
export function filterList(
  kind: 'accounts' | 'zones',
  bytes: Uint8Array,
  limits: ScopeLimits,
): string | undefined {
  const envelope = findJsonEnvelope(bytes)
  if (envelope?.success !== true || !Array.isArray(envelope.result)) return undefined
  const isAllowed = kind === 'accounts' ? isAllowedAccount : isAllowedZone
  const result = envelope.result.filter((item) => isAllowed(item, limits))
  const { page, per_page, total_pages } = envelope.result_info ?? {}
  const resultInfo = { page, per_page, total_pages, count: result.length }
  return JSON.stringify({
    success: true,
    errors: [],
    messages: [],
    result,
    result_info: resultInfo,
  })
}

function findJsonEnvelope(bytes: Uint8Array) {
  try {
    return findEnvelope(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return undefined
  }
}

function isAllowedAccount(item: unknown, limits: ScopeLimits): boolean {
  const { data } = accountSchema.safeParse(item)
  return data !== undefined && allowsAccount(limits, data.id)
}

function isAllowedZone(item: unknown, limits: ScopeLimits): boolean {
  const { data } = zoneSchema.safeParse(item)
  if (!data || !allowsZone(limits, data.id)) return false
  return limits.accountIds === undefined || limits.accountIds.has(data.account.id)
}
