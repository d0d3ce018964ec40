/** Finds any of many short texts in one pass, so that a search stays linear in the length of the text. */

/** Searches for a fixed set of needles. */
export type NeedleSearch = {
  /** Whether the text contains one. */
  isIn: (text: string) => boolean
  /** The text with every part that a needle covers replaced. */
  replaceIn: (text: string, replacement: string) => string
}

/** The maximum number of characters by which needles are looked up. */
const maxKeyLength = 12

/** Creates a search. Needles may not be empty; upper and lower case differ. */
export function createNeedleSearch(needles: readonly string[]): NeedleSearch {
  const keyLength = Math.min(maxKeyLength, ...needles.map(({ length }) => length))
  const byKey = new Map<string, Set<string>>()
  for (const needle of needles) {
    const key = needle.slice(0, keyLength)
    byKey.set(key, (byKey.get(key) ?? new Set()).add(needle))
  }

  /** The length of the longest needle at this position; 0 for none. */
  function measureAt(text: string, at: number): number {
    let length = 0
    for (const needle of byKey.get(text.slice(at, at + keyLength)) ?? []) {
      if (needle.length > length && text.startsWith(needle, at)) length = needle.length
    }
    return length
  }

  return {
    isIn(text) {
      for (let at = 0; at + keyLength <= text.length; at++) if (measureAt(text, at) > 0) return true
      return false
    },
    replaceIn(text, replacement) {
      const folded = toLowerAscii(text)
      const parts: string[] = []
      let end = 0
      let start = -1
      for (let at = 0; at <= text.length; at++) {
        if (start >= 0 && at >= end) {
          parts.push(replacement)
          start = -1
        }
        const length = measureAt(folded, at)
        if (length === 0) continue
        if (start < 0) {
          parts.push(text.slice(end, at))
          start = at
        }
        end = Math.max(end, at + length)
      }
      return parts.join('') + text.slice(end)
    },
  }
}

/** Lower case of ASCII letters only, which changes no position. */
export function toLowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
