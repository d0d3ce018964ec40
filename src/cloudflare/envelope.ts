/**
 * The envelope of every answer of the v4 API. Lenient: `result`, `messages` and `result_info` may be missing or
 * null, unknown keys are kept, and a malformed message or page number is ignored. Strict about `success`, the
 * count and the cursor, which decide whether a page counts. Nothing here knows about audit logs.
 */
import { type ApiMessage, apiMessageSchema } from './api-error.ts'
import { z } from './schema.ts'

/** Nothing depends on it, so a malformed one must not make the page invalid. */
const pageNumber = z.catch(z.optional(z.nullable(z.number())), undefined)

const resultInfoSchema = z.looseObject({
  count: z.optional(z.nullable(z.union([z.number(), z.string()]))),
  cursor: z.optional(z.nullable(z.string())),
  cursors: z.optional(z.nullable(z.looseObject({ after: z.optional(z.nullable(z.string())) }))),
  next_page_token: z.optional(z.nullable(z.string())),
  page: pageNumber,
  per_page: pageNumber,
  total_pages: pageNumber,
})

/** `result_info` as it may arrive: counts as text or number, the cursor at one of three paths. */
export type ResultInfo = z.infer<typeof resultInfoSchema>

const envelopeSchema = z.looseObject({
  success: z.boolean(),
  errors: z.catch(z.optional(z.nullable(z.array(apiMessageSchema))), undefined),
  messages: z.catch(z.optional(z.nullable(z.array(z.unknown()))), undefined),
  result: z.optional(z.unknown()),
  result_info: z.optional(z.nullable(resultInfoSchema)),
})

/** The outer object of an answer; `result` is whatever the endpoint returns. */
export type Envelope = z.infer<typeof envelopeSchema>

/** Reads a parsed JSON value as an envelope; `undefined` when it is not one. */
export function findEnvelope(value: unknown): Envelope | undefined {
  const parsed = envelopeSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** The errors of an envelope, in order; empty when there are none. */
export function envelopeErrors(envelope: Envelope): readonly ApiMessage[] {
  return envelope.errors ?? []
}

/** Builds a failure envelope in the form of the API gateway. */
export function toFailureEnvelope(errors: readonly { code?: number; message: string }[]): Envelope {
  return { success: false, errors: [...errors], messages: [], result: null }
}
