/** The key that a reader got by another way than the evidence: what may be typed or pasted for it. */
import { parsePublicKey, toFingerprint } from './public-key.ts'

/** The fingerprint, 64 hexadecimal digits; or what is wrong, as a sentence. */
export type ParsedKeyText =
  | { readonly fingerprint: string; readonly problem?: never }
  | { readonly fingerprint?: never; readonly problem: string }

/**
 * Reads a public key in PEM, or a fingerprint: with upper-case digits, with colons or spaces between them, or after
 * `SHA256:` or `sha256=`, as programs print it.
 */
export function parseKeyText(text: string): ParsedKeyText {
  const trimmed = text.trim()
  if (trimmed.includes('-----')) {
    const { spki, problem } = parsePublicKey(trimmed)
    return spki ? { fingerprint: toFingerprint(spki) } : { problem: `The text ${problem}.` }
  }
  const digits = trimmed
    .replace(/^sha-?256\s*[:=(]\s*/i, '')
    .replace(/[\s:]+/g, '')
    .toLowerCase()
  if (/^[0-9a-f]{64}$/.test(digits)) return { fingerprint: digits }
  if (/^[0-9a-f]+$/.test(digits)) {
    return {
      problem: `A fingerprint has 64 digits from 0 to 9 and a to f, and this text has ${digits.length}.`,
    }
  }
  return { problem: 'The text is neither a fingerprint of 64 digits nor a public key in PEM.' }
}
