/**
 * The errors of Cloudflare's v4 API: their shape, and the meaning of known codes.
 * Source: the error tables of Cloudflare's API reference; bodies of v2 carry no code at all.
 */
import { z } from './schema.ts'

/** One element of `errors[]` or `messages[]`. Every key is optional; one of another type is ignored. */
export const apiMessageSchema = z.looseObject({
  code: z.catch(z.optional(z.number()), undefined),
  message: z.catch(z.optional(z.string()), undefined),
})

/** One element of `errors[]` or `messages[]`; `code` is missing in the bodies of audit log v2. */
export type ApiMessage = z.infer<typeof apiMessageSchema>

/**
 * A page of Cloudflare's documentation in its plainest form: no user, port, query or escape can hide in it. The
 * length is limited because the text comes from outside.
 */
const documentationUrlPattern =
  /^https:\/\/developers\.cloudflare\.com\/[\w\-.~/]{0,400}(#[\w\-.~/]{1,100})?$/

/**
 * The address of the page that says what a refused call needs: `documentation_url` of an error. Cloudflare sends it
 * with a 403 since August 2026. Any value but a plain address on Cloudflare's documentation host is dropped.
 */
export function findDocumentationUrl(error: ApiMessage): string | undefined {
  const { documentation_url: url } = error
  return typeof url === 'string' && documentationUrlPattern.test(url) ? url : undefined
}

/** Cloudflare's error codes, each with its meaning and the remedy for an operator. */
export const knownErrorCodes: Readonly<Record<number, { meaning: string; remedy: string }>> = {
  1000: {
    meaning: 'Cloudflare does not recognize the token.',
    remedy: 'Check the token that the proxy was started with.',
  },
  6003: {
    meaning: 'Cloudflare could not read the credential headers.',
    remedy: 'Check that the token or key was copied whole.',
  },
  7003: {
    meaning: 'The id of the account, zone or organization does not exist.',
    remedy: 'Check the id in the address.',
  },
  9109: {
    meaning: 'The token may not access this account, zone or organization.',
    remedy: 'Choose another scope, or give the token access to this one.',
  },
  10000: {
    meaning: 'The token is valid but lacks the permission for this log.',
    remedy: 'Add the permission named in the reference, or choose another log.',
  },
  10429: {
    meaning: 'Cloudflare limits the number of requests.',
    remedy: 'Wait a few minutes; all calls of this user are blocked meanwhile.',
  },
}
