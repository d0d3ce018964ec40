/**
 * An entry of audit log v1, of an account or of a user. `action.info`, `newValueJson` and
 * `oldValueJson` are undocumented but frequent; one SDK spells the values `new_value`, `old_value`.
 */
import { z } from '../../cloudflare/schema.ts'

/** Schema of one entry of `/accounts/{account_id}/audit_logs` and `/user/audit_logs`. */
export const auditLogV1Entry = z.lazy(() => {
  const text = z.optional(z.nullable(z.string()))
  // The log mixes text and objects here; the text "null" occurs too.
  const anything = z.optional(z.unknown())
  return z.looseObject({
    id: text,
    action: z.optional(
      z.nullable(
        z.looseObject({ info: text, result: z.optional(z.nullable(z.boolean())), type: text }),
      ),
    ),
    actor: z.optional(z.nullable(z.looseObject({ id: text, email: text, ip: text, type: text }))),
    interface: text,
    metadata: anything,
    newValue: anything,
    new_value: anything,
    newValueJson: anything,
    oldValue: anything,
    old_value: anything,
    oldValueJson: anything,
    owner: z.optional(z.nullable(z.looseObject({ id: text }))),
    resource: z.optional(
      z.nullable(
        z.looseObject({
          id: z.optional(z.nullable(z.union([z.string(), z.number()]))),
          type: text,
        }),
      ),
    ),
    when: text,
  })
})
