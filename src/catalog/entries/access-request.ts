/**
 * An entry of the Access sign-in log: one attempt to pass Access to an application. The entry has no id. `user_id`,
 * `app_name`, `app_type` and `country` are not in the reference, but the API sends them.
 */
import { z } from '../../cloudflare/schema.ts'

/** Schema of one entry of `/accounts/{account_id}/access/logs/access_requests`. */
export const accessRequestEntry = z.lazy(() => {
  const text = z.optional(z.nullable(z.string()))
  return z.looseObject({
    action: text,
    allowed: z.optional(z.nullable(z.boolean())),
    app_domain: text,
    app_name: text,
    app_type: text,
    app_uid: text,
    connection: text,
    country: text,
    created_at: text,
    ip_address: text,
    ray_id: text,
    user_email: text,
    user_id: text,
  })
})
