/**
 * Which accounts and zones may be asked about. With either list set, whatever is on no list is
 * treated as if it did not exist; a zone is judged by its own id, as its account is unknown here.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'

/** The allow-lists; both absent means that the credential alone decides. */
export type ScopeLimits = {
  accountIds: ReadonlySet<string> | undefined
  zoneIds: ReadonlySet<string> | undefined
  /** Whether the user log may be read although it may cover other accounts. */
  allowUserLog: boolean
}

/** Reads the allow-lists from the environment and adds what is wrong with them to `problems`. */
export function parseScopeLimits(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): ScopeLimits {
  const { ALLOW_USER_LOG: allow } = env
  if (allow !== undefined && !/^[01]$/.test(allow)) problems.push('ALLOW_USER_LOG is not 0 or 1.')
  return {
    accountIds: parseIds('CLOUDFLARE_ACCOUNT_IDS', env.CLOUDFLARE_ACCOUNT_IDS, problems),
    zoneIds: parseIds('CLOUDFLARE_ZONE_IDS', env.CLOUDFLARE_ZONE_IDS, problems),
    allowUserLog: allow === '1',
  }
}

/** What both limits allow. */
export function intersectLimits(one: ScopeLimits, other: ScopeLimits): ScopeLimits {
  if (!isLimited(one)) return other
  if (!isLimited(other)) return one
  const none: ReadonlySet<string> = new Set()
  const both = (a: ReadonlySet<string> = none, b: ReadonlySet<string> = none) =>
    new Set([...a].filter((id) => b.has(id)))
  return {
    accountIds: both(one.accountIds, other.accountIds),
    zoneIds: both(one.zoneIds, other.zoneIds),
    allowUserLog: one.allowUserLog && other.allowUserLog,
  }
}

/** Whether any allow-list is set. */
export function isLimited({ accountIds, zoneIds }: ScopeLimits): boolean {
  return accountIds !== undefined || zoneIds !== undefined
}

/** Whether an account may be asked about. */
export function allowsAccount(limits: ScopeLimits, id: string): boolean {
  return !isLimited(limits) || limits.accountIds?.has(id) === true
}

/** Whether a zone may be asked about. */
export function allowsZone(limits: ScopeLimits, id: string): boolean {
  return !isLimited(limits) || limits.zoneIds?.has(id) === true
}

/** Whether the log of the credential's holder may be read. */
export function allowsUserLog(limits: ScopeLimits): boolean {
  return !isLimited(limits) || limits.allowUserLog
}

/** Why the allow-lists leave nothing of a dataset to read; `undefined` when they leave something. */
export function findUnreadableReason(dataset: Dataset, limits: ScopeLimits): string | undefined {
  const readable = dataset.scopes.some(({ kind }) => {
    if (kind === 'user') return allowsUserLog(limits)
    return !isLimited(limits) || (kind === 'account' ? limits.accountIds : limits.zoneIds)
  })
  if (readable) return undefined
  return dataset.scopes.some(({ kind }) => kind === 'user')
    ? 'The proxy is limited to some accounts or zones, and this log may cover others. ALLOW_USER_LOG=1 allows it.'
    : 'The proxy is limited to accounts or zones that this log is not kept for.'
}

function parseIds(
  name: string,
  text: string | undefined,
  problems: string[],
): ReadonlySet<string> | undefined {
  if (text === undefined) return undefined
  const ids = text.split(',').map((id) => id.trim())
  if (!ids.every((id) => /^[0-9a-f]{32}$/.test(id))) {
    problems.push(`${name} is not a list of ids (32 hexadecimal digits each, commas between).`)
  }
  return new Set(ids)
}
