/** Names rules that are made from another rule. */
import { createSha256 } from '../../query/identity/sha-256.ts'

/**
 * The id of the rule that is made from another one for a service: a UUID of version 8 (RFC 9562) from the SHA-256 digest of
 * both, so that every export has the same one.
 */
export function toDerivedId(id: string, service: string): string {
  const sha = createSha256()
  sha.update(new TextEncoder().encode(`${id}/${service}`))
  const digits = [...sha.digest().slice(0, 32)]
  digits[12] = '8'
  digits[16] = '89ab'.charAt(Number.parseInt(digits[16] ?? '0', 16) % 4)
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** A text as the name of a rule or a file: lower case, digits and underscores. */
export function toSlug(text: string, maxLength: number): string {
  const slug = text.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  return slug.slice(0, maxLength).replace(/^_+|_+$/g, '')
}
