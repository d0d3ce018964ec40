/**
 * Removes the credential from texts that upstream wrote. An error message may repeat the request headers,
 * as they were or encoded.
 */
import { type Credential, toCredentialHeaders } from '../config/credential.ts'

/** Removes the credential from the messages of one response; order and number stay the same. */
export type Scrub = (messages: readonly string[]) => readonly string[]

const replacement = '[removed]'

/** Secrets shorter than this are not searched for in parts, which would match any message. */
const minSplitLength = 16

/** Creates a scrubber for a credential in all usual encodings; without one, texts stay unchanged. */
export function createScrubber(credential: Credential | undefined): Scrub {
  const values = Object.values(toCredentialHeaders(credential))
  const secrets = values.map((value) => value.replace(/^Bearer /, ''))
  if (secrets.length === 0) return (messages) => messages
  const encodings = secrets.flatMap(toEncodings).map(escapePattern).join('|')
  const everywhere = new RegExp(encodings, 'gi')
  const anywhere = new RegExp(encodings, 'i')
  const squeezed = secrets.map(squeeze)
  const holdsSecret = (text: string) =>
    toReadings(text).some((reading) => {
      // Spaces or separators inside the credential must not hide it.
      const bare = squeeze(reading)
      return anywhere.test(reading) || squeezed.some((secret) => bare.includes(secret))
    })
  return (messages) => {
    const rest = messages.map((message) => {
      const text = message.replace(everywhere, replacement)
      return holdsSecret(text) ? replacement : text
    })
    const isSplit = holdsSecret(rest.join('')) || squeezed.some((each) => holdsHalves(rest, each))
    return isSplit ? rest.map(() => replacement) : rest
  }
}

/** A text, and the same with its escapes decoded once and twice. */
function toReadings(text: string): string[] {
  const once = decodeEscapes(text)
  return [text, once, decodeEscapes(once)]
}

/** Decodes `\u0041`, `%41`, `&#65;` and `&#x41;`; a credential is ASCII, so one escape is one character. */
function decodeEscapes(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replace(
      /\\u([0-9a-f]{4})|%([0-9a-f]{2})|&#x([0-9a-f]{1,8});?|&#(\d{1,8});?/gi,
      (whole, json?: string, percent?: string, hex?: string, decimal?: string) => {
        const digits = json ?? percent ?? hex
        const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16)
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      },
    )
}

/** Whether a secret is split between two messages. */
function holdsHalves(messages: readonly string[], secret: string): boolean {
  if (secret.length < minSplitLength) return false
  const texts = messages.flatMap(toReadings).map(squeeze)
  const isHeld = (part: string) => texts.some((text) => text.includes(part))
  let length = secret.length
  while (length > 0 && !isHeld(secret.slice(0, length))) length--
  return isHeld(secret.slice(length))
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

/** The Base64 characters that depend only on the secret when it begins at this byte offset. */
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
