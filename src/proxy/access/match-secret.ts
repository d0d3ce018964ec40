/**
 * Secrets of the proxy's own: made from randomness, and compared without telling by the time it takes
 * how much of a guess was right.
 */

/** 256 random bits as 43 characters that need no escaping anywhere. */
export function createRandomSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * Gives the SHA-256 digest of a text in hexadecimal digits: under it a secret can be looked up without being
 * kept. A runtime that can do it at once saves the way to another thread.
 */
export type Digest = (text: string) => string | Promise<string>

/** The way that every runtime has. */
export const digestAnywhere: Digest = async (text) => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether two texts are equal; takes as long for any guess of the same length. */
export async function matchesSecret(
  guess: string,
  secret: string,
  digest: Digest = digestAnywhere,
): Promise<boolean> {
  const a = await digest(guess)
  const b = await digest(secret)
  let difference = 0
  // Digests have one length, so that of the guess decides nothing.
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}
