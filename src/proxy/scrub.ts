/**
 * Takes the credential out of texts that upstream wrote. An error message may repeat the headers
 * that it received, as they were or encoded.
 */
import { type Credential, toCredentialHeaders } from './credential.ts'

const replacement = '[removed]'

/** Prepares the removal of a credential in any usual encoding; without one, texts stay as they are. */
export function createScrubber(credential: Credential | undefined): (text: string) => string {
  const values = Object.values(toCredentialHeaders(credential))
  const secrets = values.map((value) => value.replace(/^Bearer /, ''))
  if (secrets.length === 0) return (text) => text
  const encodings = secrets.flatMap(toEncodings).map(escapePattern)
  const pattern = new RegExp(encodings.join('|'), 'gi')
  const squeezed = secrets.map(squeeze)
  return (text) => {
    const rest = text.replace(pattern, replacement)
    // Spaces or separators strewn into the credential do not hide it.
    const bare = squeeze(rest)
    return squeezed.some((secret) => bare.includes(secret)) ? replacement : rest
  }
}

function toEncodings(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
  return [
    secret,
    [...secret].reverse().join(''),
    encodeURIComponent(secret),
    hex.join(''),
    hex.map((pair) => `%${pair}`).join(''),
    ...[0, 1, 2].flatMap((offset) => toBase64Cores(secret, offset)),
  ]
}

/** The Base64 characters that a secret makes at this offset, whatever stands around it. */
function toBase64Cores(secret: string, offset: number): string[] {
  const encoded = btoa('\0'.repeat(offset) + secret).replace(/=+$/, '')
  const before = Math.ceil((offset * 8) / 6)
  const wholeBytes = (offset + secret.length) * 8
  const core = encoded.slice(before, Math.floor(wholeBytes / 6))
  return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
}

function squeeze(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, '').toLowerCase()
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
