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

/** Gives the SHA-256 digest of a text. A runtime that can do it at once saves the way to another thread. */
export type Digest = (text: string) => Uint8Array | Promise<Uint8Array>

/** The way that every runtime has. */
export const digestAnywhere: Digest = async (text) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/** The digest as text, under which a secret can be looked up without being kept. */
export async function digestText(text: string, digest: Digest): Promise<string> {
  return Array.from(await digest(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
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
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0)
  return difference === 0
}
