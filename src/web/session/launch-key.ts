/**
 * The launch key as it arrives: in the fragment of the link that the server printed, or pasted. It is
 * taken out of the address bar before anything else runs, and is kept nowhere.
 */

/** The key in a fragment such as `#key=…`, or in a whole link, or alone; `undefined` when there is none. */
export function findLaunchKey(text: string): string | undefined {
  return /^(?:\S*#key=)?([\w-]{20,100})$/.exec(text.trim())?.[1]
}

/** How long the keys are that the server makes: 32 random bytes in base64url. */
const keyLength = 43

/** What keeps a pasted text from being a key, or a link that holds one; nothing while there is none. */
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

/** Takes the key out of the address bar. */
export function takeLaunchKey(): string | undefined {
  const { hash, pathname, search } = window.location
  const key = hash.startsWith('#key=') ? findLaunchKey(hash) : undefined
  if (hash.startsWith('#key=')) window.history.replaceState(null, '', pathname + search)
  return key
}
