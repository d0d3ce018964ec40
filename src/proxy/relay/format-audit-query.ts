/** The query of a request as the audit log has it with `AUDIT_QUERIES=1`. */
import { formatQueryString, type Pair } from '../../query/query-string.ts'
import { maskSpans } from '../../query/secrets/find-secrets.ts'
import { findTextSecrets } from '../../query/secrets/find-text-secrets.ts'
import type { Scrub } from './scrub.ts'

/**
 * Validated pairs as a query string, values included. Suspected secrets in values are masked, and the credential of the
 * proxy is removed in every form that `scrub` knows: a user may have pasted one.
 */
export function formatAuditQuery(pairs: readonly Pair[], scrub: Scrub): string {
  const values = scrub(pairs.map(([, value]) => maskSpans(value, findTextSecrets(value))))
  return formatQueryString(pairs.map(([key], index) => [key, values[index] ?? '']))
}
