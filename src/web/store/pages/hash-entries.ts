/** Hashes entries in the bytes of a page: as they were sent, or their content. */
import { encodeCanonicalJson } from '../../../evidence/canonical-json.ts'
import { hashLeaf } from '../../../evidence/merkle/hash-leaf.ts'
import { toSha256 } from '../../../query/identity/sha-256.ts'
import { hashBytes } from '../page-leaves.ts'

/** What is hashed: the leaf hash of the bytes, or the digest of the canonical form. */
export type HashedForm = 'leaf' | 'content'

/** The entries to hash, by their numbers in the page. */
export type HashRequest = { form: HashedForm; entries: Uint32Array }

/** The hashes in the order of the request, whose entries are positions in the bytes here. */
export function hashEntries(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  { form, entries }: HashRequest,
): Uint8Array<ArrayBuffer> {
  const hash = form === 'leaf' ? hashLeaf : hashContent
  const hashes = new Uint8Array(entries.length * hashBytes)
  for (const [at, position] of entries.entries()) {
    hashes.set(hash(bytes.subarray(starts[position], ends[position])), at * hashBytes)
  }
  return hashes
}

/** Keeps a byte order mark: the text of an entry may begin with any character. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The digest of the canonical form of an entry; of its bytes where the canonical form is not certain to say the same. */
function hashContent(bytes: Uint8Array): Uint8Array {
  const text = decoder.decode(bytes)
  if (hasLongNumber(text)) return toSha256(bytes)
  try {
    return toSha256(encodeCanonicalJson(JSON.parse(text)))
  } catch {
    return toSha256(bytes)
  }
}

/** Whether a number has more digits than a double holds: two different ones could have one canonical form. */
function hasLongNumber(text: string): boolean {
  const long = /\d[\d.]{15}/
  return long.test(text) && long.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'))
}
