/**
 * The launch key as it arrives: in the fragment of the link that the server printed, or pasted. It is
 * taken out of the address bar before anything else runs, and is kept nowhere.
 */

/** The key in a fragment such as `#key=…`, or in a whole link, or alone; `undefined` when there is none. */
export function findLaunchKey(text: string): string | undefined {
  return /^(?:\S*#key=)?([\w-]{20,100})$/.exec(text.trim())?.[1]
}

/** Takes the key out of the address bar. */
export function takeLaunchKey(): string | undefined {
  const { hash, pathname, search } = window.location
  const key = hash.startsWith('#key=') ? findLaunchKey(hash) : undefined
  if (hash.startsWith('#key=')) window.history.replaceState(null, '', pathname + search)
  return key
}
