/**
 * An entry of audit log v2. Everything is optional, unknown keys stay, and both forms are accepted
 * where the reference, the SDKs and running clients disagree (`scope` as text or object, the token
 * flat or nested, `cf_ray_id` or `cf_rayid`).
 */
import { z } from '../../cloudflare/schema.ts'

function createEntrySchema() {
  const text = z.optional(z.nullable(z.string()))
  return z.looseObject({
    id: text,
    account: z.optional(z.nullable(z.looseObject({ id: text, name: text }))),
    action: z.optional(
      z.nullable(z.looseObject({ description: text, result: text, time: text, type: text })),
    ),
    actor: z.optional(
      z.nullable(
        z.looseObject({
          id: text,
          context: text,
          email: text,
          ip_address: text,
          token_id: text,
          token_name: text,
          token: z.optional(z.nullable(z.looseObject({ id: text, name: text }))),
          type: text,
        }),
      ),
    ),
    raw: z.optional(
      z.nullable(
        z.looseObject({
          cf_ray_id: text,
          cf_rayid: text,
          method: text,
          status_code: z.optional(z.nullable(z.union([z.number(), z.string()]))),
          uri: text,
          user_agent: text,
        }),
      ),
    ),
    resource: z.optional(
      z.nullable(
        z.looseObject({
          id: text,
          product: text,
          request: z.optional(z.unknown()),
          response: z.optional(z.unknown()),
          scope: z.optional(z.nullable(z.union([z.string(), z.looseObject({})]))),
          type: text,
          value: z.optional(z.unknown()),
        }),
      ),
    ),
    zone: z.optional(z.nullable(z.looseObject({ id: text, name: text }))),
  })
}

/** Schema of one entry of `/accounts/{account_id}/logs/audit`. */
export const auditLogV2Entry = z.lazy(createEntrySchema)

/** Schema of one entry of `/organizations/{organization_id}/logs/audit`, which names the organization instead. */
export const organizationAuditLogV2Entry = z.lazy(() =>
  z.extend(createEntrySchema(), {
    organization: z.optional(z.nullable(z.looseObject({ id: z.optional(z.nullable(z.string())) }))),
  }),
)
