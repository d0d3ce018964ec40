/** Compares two recorded bodies by their own keys, one level deep. */

/** The keys whose values differ, are new or are gone, in the order of appearance. */
export function listChangedKeys(before: unknown, after: unknown): string[] | undefined {
  if (!isPlainObject(before) || !isPlainObject(after)) return undefined
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].filter((key) => {
    if (!Object.hasOwn(before, key) || !Object.hasOwn(after, key)) return true
    return !isSame(before[key], after[key])
  })
}

/** Equality of parsed JSON; the order of keys makes no difference. Does not recurse. */
function isSame(one: unknown, other: unknown): boolean {
  const pairs: [unknown, unknown][] = [[one, other]]
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [a, b] = pair
    if (Object.is(a, b)) continue
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
    if (Array.isArray(a) !== Array.isArray(b)) return false
    const keys = Object.keys(a)
    if (keys.length !== Object.keys(b).length) return false
    for (const key of keys) {
      if (!Object.hasOwn(b, key)) return false
      pairs.push([Reflect.get(a, key), Reflect.get(b, key)])
    }
  }
  return true
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
