/** Keys of witnesses that the user has named, such as “Proxy of the SOC”. */

/** A name for a key; the fingerprint has 64 hexadecimal digits. */
export type KnownKey = { name: string; fingerprint: string }

/** Maximum number of keys, and the maximum length of a name in characters. */
export const keySizes = { keys: 50, name: 60 } as const

/** Invisible characters, and those that reverse the order of others: they make different names look alike. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u

/** Converts a stored value to named keys; what is not valid is left out. */
export function readKnownKeys(stored: unknown): readonly KnownKey[] {
  if (!Array.isArray(stored)) return []
  const keys: KnownKey[] = []
  for (const item of stored) {
    const { name, fingerprint } = (item ?? {}) as { name?: unknown; fingerprint?: unknown }
    if (typeof name !== 'string' || typeof fingerprint !== 'string') continue
    const key = { name, fingerprint }
    if (findKnownKeyProblem(keys, key) === undefined) keys.push(key)
  }
  return keys
}

/** Why a key cannot be added to those that are known, in words; `undefined` when it can. */
export function findKnownKeyProblem(
  known: readonly KnownKey[],
  { name, fingerprint }: KnownKey,
): string | undefined {
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) return 'The fingerprint does not have 64 digits.'
  if (name.trim() === '') return 'Type a name for the key.'
  if (name.length > keySizes.name) return `The name is longer than ${keySizes.name} characters.`
  if (invisible.test(name)) return 'The name contains characters that cannot be seen. Type it anew.'
  const other = known.find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (other) return `Another key has the name “${other.name}”. Type another name.`
  if (known.some((each) => each.fingerprint === fingerprint)) return 'This key has a name already.'
  if (known.length >= keySizes.keys) {
    return `At most ${keySizes.keys} keys can be named. Remove one.`
  }
  return undefined
}
