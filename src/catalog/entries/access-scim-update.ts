/**
 * An entry of the Access SCIM log: one request by which an identity provider changed a user or a group. The entry has no
 * id. The body of the request is JSON, kept as text; it may be broken, as in the published example.
 */
import { z } from '../../cloudflare/schema.ts'

/** Schema of one entry of `/accounts/{account_id}/access/logs/scim/updates`. */
export const accessScimUpdateEntry = z.lazy(() => {
  const text = z.optional(z.nullable(z.string()))
  return z.looseObject({
    cf_resource_id: text,
    error_description: text,
    idp_id: text,
    idp_resource_id: text,
    logged_at: text,
    request_body: text,
    request_method: text,
    resource_group_name: text,
    resource_type: text,
    resource_user_email: text,
    status: text,
  })
})
