/**
 * Names of ids that entries of an account, an organization or a user have told. A book is limited: when it is full, the half
 * that was learned first is forgotten. The order in which entries arrive does not decide which name is the current one.
 */
import { createTextSearch } from '../local/text-forms.ts'

/** An id and its name, both from one entry. */
export type NamePair = {
  id: string
  name: string
  /** The time of that entry, in epoch milliseconds; -Infinity when it has none. */
  timeMs: number
  /** Who wrote the name: the log itself, or the caller in a recorded body. The log is trusted more. */
  writtenBy: 'log' | 'body'
}

/** The current name of an id, and other names that loaded entries give for it, at most `maxOtherNames`. */
export type KnownName = { name: string; otherNames: readonly string[] }

/** Names by id. */
export type NameBook = {
  /** Learns a pair, if its id belongs to one thing only; returns whether that changed what the book tells. */
  add: (pair: NamePair) => boolean
  find: (id: string) => KnownName | undefined
  /** The ids whose current name contains a text; the case of a to z is ignored. Reads all names. */
  findIds: (text: string) => readonly NamedId[]
}

/** An id with its current name. */
export type NamedId = { id: string; name: string }

/** Limits of a book; a longer name or id is not learned. In UTF-16 units. */
export const nameLimits = { maxIds: 40_000, maxNameLength: 256, maxIdLength: 64 } as const
const maxOtherNames = 3

type BookEntry = KnownName & { pair: NamePair }

/** Creates an empty book of at most `maxIds` ids. */
export function createNameBook(maxIds: number = nameLimits.maxIds): NameBook {
  const entries = new Map<string, BookEntry>()
  return {
    add(pair) {
      const known = entries.get(pair.id)
      if (!known) {
        if (!isOpaqueId(pair.id)) return false
        if (entries.size >= maxIds) forgetHalf(entries)
        entries.set(pair.id, { name: pair.name, otherNames: [], pair })
        return true
      }
      const isBetter = isPreferred(pair, known.pair)
      if (pair.name === known.name) {
        if (isBetter) known.pair = pair
        return false
      }
      const name = isBetter ? pair.name : known.name
      const seenNames = new Set([isBetter ? known.name : pair.name, ...known.otherNames])
      seenNames.delete(name)
      const otherNames = [...seenNames].slice(0, maxOtherNames)
      const isSame = name === known.name && otherNames.length === known.otherNames.length
      if (isSame && otherNames.every((other) => known.otherNames.includes(other))) return false
      entries.set(pair.id, { name, otherNames, pair: isBetter ? pair : known.pair })
      return true
    },
    find: (id) => entries.get(id),
    findIds(text) {
      const contains = createTextSearch(text)
      return [...entries]
        .filter(([, { name }]) => contains(JSON.stringify(name)))
        .map(([id, { name }]) => ({ id, name }))
    },
  }
}

/** Drops the half that was learned first: a map takes long to find its first key after many single deletions. */
function forgetHalf(entries: Map<string, BookEntry>): void {
  let rest = Math.ceil(entries.size / 2)
  for (const id of entries.keys()) {
    if (rest-- === 0) return
    entries.delete(id)
  }
}

/**
 * Whether a text is a generated id: 32 hexadecimal digits, a UUID, or a long number. Other ids, such as the name
 * of a setting, are the same for many things.
 */
export function isOpaqueId(text: string): boolean {
  return /^(?:[\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{6,20})$/i.test(text)
}

/** A name by the log before one from a body, then the newer one; at the same time the order of the texts decides. */
function isPreferred(pair: NamePair, known: NamePair): boolean {
  if (pair.writtenBy !== known.writtenBy) return pair.writtenBy === 'log'
  if (pair.timeMs !== known.timeMs) return pair.timeMs > known.timeMs
  return pair.name > known.name
}
