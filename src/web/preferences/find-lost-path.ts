/** Finds what is lost when a stored or imported value is read: a part that is unknown to this version, or damaged. */

/** Deeper values are of no known form. */
const maxDepth = 20

/**
 * The dotted path of the first part of `given` that `read` does not have; `undefined` when `read` has all of it, empty
 * when `given` as a whole was not understood. Both are JSON values.
 */
export function findLostPath(given: unknown, read: unknown): string | undefined {
  return findLost(given, read, [])
}

function findLost(given: unknown, read: unknown, path: readonly string[]): string | undefined {
  const lost = path.join('.')
  if (typeof given !== 'object' || given === null) return given === read ? undefined : lost
  if (typeof read !== 'object' || read === null || path.length >= maxDepth) return lost
  if (Array.isArray(given) !== Array.isArray(read)) return lost
  for (const [key, member] of Object.entries(given)) {
    const kept: unknown = Object.hasOwn(read, key) ? Reflect.get(read, key) : undefined
    const lostInside = findLost(member, kept, [...path, key])
    if (lostInside !== undefined) return lostInside
  }
  return undefined
}
