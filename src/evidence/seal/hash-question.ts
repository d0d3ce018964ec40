/** Hashes what a search asked, so that a link whose question was changed is told from a log that changed. */
import { findUtcInstant } from '../../cloudflare/instant.ts'
import { toAskedQuery } from '../../query/address/hidden-sources.ts'
import type { Seal } from '../../query/address/seal-text.ts'
import { formatUrl } from '../../query/address/url-codec.ts'
import { toSha256 } from '../../query/identity/sha-256.ts'
import type { LogQuery, TimeRange } from '../../query/log-query.ts'
import type { Verdict } from '../../query/verdict.ts'
import { formatBase64Url } from '../encoding/base64.ts'

/** 48 bits: enough against mistakes. A person who wants to deceive can make the whole fingerprint anew. */
const hashedBytes = 6

/**
 * The first 48 bits of SHA-256 over the path of the question's address and its parts in order, each on a line, as 8
 * characters of base64url: logs, times and filters, but no local filters and no hidden logs. The same question in other
 * words has the same hash. Only of a part of a range (`partial`), the direction matters. Throws as `formatUrl` does.
 */
export function hashQuestion(query: LogQuery, verdict: Verdict): string {
  const [path = '', search = ''] = formatUrl(toPlainQuestion(query, verdict)).split('?')
  const parts = new Set(search.split('&').sort())
  const bytes = new TextEncoder().encode([path, ...parts].join('\n'))
  return formatBase64Url(toSha256(bytes).subarray(0, hashedBytes))
}

/** Whether a query asks what a fingerprint is of; that is taken for granted where the fingerprint does not say it. */
export function isSealedQuestion(
  { question, verdict }: Pick<Seal, 'question' | 'verdict'>,
  query: LogQuery,
): boolean {
  return question === undefined || question === hashQuestion(query, verdict)
}

function toPlainQuestion(query: LogQuery, verdict: Verdict): LogQuery {
  const { dataset, scope, sources, filters, direction, timeRange } = toAskedQuery(
    query,
    query.hiddenSources,
  )
  return {
    dataset,
    scope,
    ...(sources && { sources }),
    timeRange: toPlainRange(timeRange),
    filters,
    direction: verdict === 'partial' ? direction : 'desc',
    localFilters: [],
    disabledFilters: [],
    disabledLocalFilters: [],
  }
}

/** An instant can be written in several ways. */
function toPlainRange(timeRange: TimeRange): TimeRange {
  if (timeRange.kind === 'relative') return timeRange
  const { since, before } = timeRange
  return {
    kind: 'absolute',
    ...(since !== undefined && { since: findUtcInstant(since) ?? since }),
    ...(before !== undefined && { before: findUtcInstant(before) ?? before }),
  }
}
