/** The hash tree over the entries of an export, built while they are written (RFC 6962, section 2.1). */
import { formatHex } from '../../../evidence/encoding/hex.ts'
import { createMerkleRoot } from '../../../evidence/merkle/create-merkle-root.ts'
import { hashLeaf } from '../../../evidence/merkle/hash-leaf.ts'
import type { EntryTexts } from '../../store/entry-store.ts'
import { hasLineBreak, joinLines } from './write-ndjson.ts'

/** How many entries a tree has, and its root in 64 hexadecimal digits. */
export type TreeFacts = { count: number; root: string }

/** A tree that grows; it remembers one hash for each level. */
export type EntryTree = {
  /**
   * Adds entries. A leaf is the entry as it was sent; where line breaks were removed (`isJoined`), the line without
   * them. The texts may have the hashes of the former. Returns which entries became another text.
   */
  add: (texts: EntryTexts, isJoined: boolean) => readonly number[]
  read: () => TreeFacts
}

const hashBytes = 32

/** Starts a tree without entries. */
export function createEntryTree(): EntryTree {
  const tree = createMerkleRoot()

  return {
    add({ bytes, lengths, leaves }, isJoined) {
      const joined: number[] = []
      let from = 0
      for (const [index, length] of lengths.entries()) {
        const entry = bytes.subarray(from, from + length)
        from += length
        if (isJoined && hasLineBreak(entry)) {
          joined.push(index)
          tree.add(hashLeaf(joinLines(entry)))
        } else {
          const start = index * hashBytes
          // A copy, because the tree would hold all hashes of the chunk for the sake of one.
          tree.add(leaves?.slice(start, start + hashBytes) ?? hashLeaf(entry))
        }
      }
      return joined
    },
    read: () => ({ count: tree.count(), root: formatHex(tree.root()) }),
  }
}
