/** Random secrets, and their comparison in constant time. */

/** 256 random bits as 43 characters that need no escaping anywhere. */
export function createRandomSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * The SHA-256 digest of a text in hexadecimal digits, under which a secret can be looked up without being
 * stored. Node computes it synchronously, which is faster than Web Crypto's other thread.
 */
export type Digest = (text: string) => string | Promise<string>

/** The digest by Web Crypto, for every runtime. */
export const digestAnywhere: Digest = async (text) => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether two texts are equal; the duration depends only on the length of the guess. */
export async function matchesSecret(
  guess: string,
  secret: string,
  digest: Digest = digestAnywhere,
): Promise<boolean> {
  const a = await digest(guess)
  const b = await digest(secret)
  let difference = 0
  // Digests have equal length, so the length of the guess has no effect here.
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}
