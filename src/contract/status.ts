/**
 * The answer of `GET /gumshoe/status`. The web parses it leniently: a proxy of another version may send a quota or
 * a circuit in a form that the web does not know.
 */
import { z } from '../cloudflare/schema.ts'

const knownCount = z.catch(z.nullable(z.number()), null)
const knownText = z.catch(z.nullable(z.string()), null)

/** The proxy's share of the API's quota; `null` means unknown or none, times are RFC 3339. */
export const quotaStateSchema = z.object({
  /** Requests of the last five minutes, as far as the proxy counted them. */
  used: knownCount,
  /** Whether there may have been more requests than the proxy counted. */
  mayBeMore: z.catch(z.boolean(), false),
  /** The maximum number of requests in five minutes. */
  limit: knownCount,
  /** Requests left of the limit, or fewer if upstream reports fewer; 0 during a cool-off. */
  remaining: knownCount,
  /** When the whole limit is available again. */
  resetsAt: knownText,
  /** The end of the pause without requests after a 429 from upstream. */
  coolOffUntil: knownText,
})

/** The state of the quota. */
export type QuotaState = z.infer<typeof quotaStateSchema>

const circuitStateSchema = z.object({
  state: z.enum(['closed', 'open', 'half-open']),
  /** When the next request is let through (RFC 3339); `null` unless open. */
  until: z.nullable(z.string()),
})

/** The state of the circuit breaker. */
export type CircuitState = z.infer<typeof circuitStateSchema>

const datasetStateSchema = z.object({
  id: z.string(),
  /** Whether it can be read; true when that is unknown. */
  readable: z.boolean(),
  /** Why it cannot, or may not, be read. */
  reason: z.optional(z.string()),
})

/** Whether one dataset can be read. */
export type DatasetState = z.infer<typeof datasetStateSchema>

/** The status without its quota, which has a schema of its own because it is read more often. */
export const statusSchema = z.object({
  mode: z.enum(['demo', 'live']),
  /** The proxy's clock, as RFC 3339. */
  now: z.string(),
  version: z.string(),
  datasets: z.array(datasetStateSchema),
  /** The caller; `null` when no identification is required. */
  principal: z.optional(z.nullable(z.object({ kind: z.string(), name: z.string() }))),
  /** Where a caller signs out who signed in at a proxy in front of this one: a path or an https address. */
  signOutUrl: z.optional(z.nullable(z.string())),
  /** The state of the credential; `null` before its check, and for callers with limits. */
  token: z.optional(
    z.nullable(z.object({ state: z.string(), words: z.string(), checkedAt: z.string() })),
  ),
  circuit: z.catch(z.optional(circuitStateSchema), undefined),
  /** The key that signs witness records: its fingerprint, and whether it was made when the proxy started. */
  witness: z.catch(
    z.optional(z.object({ fingerprint: z.string(), isEphemeral: z.boolean() })),
    undefined,
  ),
})

/** The whole answer, as the proxy sends it. */
export type StatusAnswer = Required<z.infer<typeof statusSchema>> & { quota: QuotaState }
