/**
 * An entry of the Security Center insight log: one change of one insight's status or
 * classification. `zone_id` is an integer here, unlike everywhere else, and is kept as it comes.
 */
import { z } from '../../cloudflare/schema.ts'

/** Schema of one entry of `…/security-center/insights/audit-log`. */
export const insightAuditLogEntry = z.lazy(() => {
  const text = z.optional(z.nullable(z.string()))
  return z.looseObject({
    id: text,
    changed_at: text,
    changed_by: text,
    field_changed: text,
    previous_value: text,
    current_value: text,
    rationale: text,
    issue_id: text,
    zone_id: z.optional(z.nullable(z.union([z.number(), z.string()]))),
  })
})
