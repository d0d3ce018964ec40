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

/** The SHA-256 digest of a text. */
export async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}

/** The digest as text, under which a secret can be looked up without being kept. */
export async function digestText(text: string): Promise<string> {
  return Array.from(await digest(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether two texts are equal; takes as long for any guess of the same length. */
export async function matchesSecret(guess: string, secret: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(guess), digest(secret)])
  let difference = 0
  // Digests have one length, so that of the guess decides nothing.
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0)
  return difference === 0
}
