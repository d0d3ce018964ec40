/**
 * Reads the launch key: from the fragment of the link that the server printed, or from pasted text. It is
 * removed from the address bar before anything else runs, and is stored nowhere.
 */

/** The key in a fragment such as `#key=…`, in a whole link, or alone; `undefined` if there is none. */
export function findLaunchKey(text: string): string | undefined {
  return /^(?:\S*#key=)?([\w-]{20,100})$/.exec(text.trim())?.[1]
}

/** Length of the server's keys in characters: 32 random bytes in base64url. */
const keyLength = 43

/** Why a pasted text is neither a key nor a link with one, in words; `undefined` for a valid or empty text. */
export function findKeyProblem(text: string): string | undefined {
  const pasted = text.trim()
  if (pasted === '') return undefined
  if (/^https?:/.test(pasted) && !pasted.includes('#key=')) {
    return 'This link holds no key: the one that the server printed ends in “#key=” and the key.'
  }
  const key = pasted.replace(/^\S*#key=/, '')
  if (/\s/.test(key)) return 'There is a space or a line break inside: copy the key alone.'
  if (!/^[\w-]*$/.test(key)) {
    return 'There are other characters in it than a key has: letters, digits, “-” and “_”. Copy the key alone.'
  }
  const { length } = key
  if (length === keyLength) return undefined
  const words = `This has ${length} ${length === 1 ? 'character' : 'characters'}, a key has ${keyLength}: `
  return length < keyLength
    ? `${words}it is cut, or something else.`
    : `${words}something stands before or behind it, or it is something else.`
}

/** Reads the key from the address bar and removes it there. */
export function takeLaunchKey(): string | undefined {
  const { hash, pathname, search } = window.location
  const key = hash.startsWith('#key=') ? findLaunchKey(hash) : undefined
  if (hash.startsWith('#key=')) window.history.replaceState(null, '', pathname + search)
  return key
}
