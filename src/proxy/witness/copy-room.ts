/** Limits the memory for copies of answers that are under way, so that slow readers cannot fill it. */

/** The room that is left. `owner` is a principal's key. */
export type CopyRoom = {
  /** Takes room for so many bytes; false when there is not enough, for this owner or for all together. */
  take: (owner: string, bytes: number) => boolean
  /** Gives back what was taken. */
  release: (owner: string, bytes: number) => void
}

/** Creates a room of `maxBytes`, of which one owner gets `maxBytesOfOne`. */
export function createCopyRoom({
  maxBytes,
  maxBytesOfOne,
}: {
  maxBytes: number
  maxBytesOfOne: number
}): CopyRoom {
  const taken = new Map<string, number>()
  let all = 0

  return {
    take(owner, bytes) {
      const own = (taken.get(owner) ?? 0) + bytes
      if (own > maxBytesOfOne || all + bytes > maxBytes) return false
      taken.set(owner, own)
      all += bytes
      return true
    },
    release(owner, bytes) {
      const own = (taken.get(owner) ?? 0) - bytes
      if (own > 0) taken.set(owner, own)
      else taken.delete(owner)
      all -= bytes
    },
  }
}
