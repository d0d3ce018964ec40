/** What an export proves and what it does not, as paragraphs of `README.txt`. */
import type { ReceiptWitness } from '../receipt.ts'
import type { ReadmeFacts } from './readme-facts.ts'
import { toParagraph, toPlainText, toPoints } from './readme-text.ts'

/** The paragraphs, in the order in which a reader needs them. */
export function listProofParagraphs(facts: ReadmeFacts): readonly string[] {
  const { format, timestamp, receipt } = facts
  const { witness, entries } = receipt.predicate
  return [
    toParagraph(
      'Cloudflare does not sign its answers. So nothing can prove to a third party what Cloudflare answered. What can be proven is what one proxy has received: the proxy is the part of Gumshoe that holds the access token and asks Cloudflare.',
    ),
    ...(witness.heads.length > 0 ? listSignedParagraphs(witness) : [toUnsignedWords(witness)]),
    ...(format === 'csv' && entries.count > 0 ? [csvWords] : []),
    toTimestampWords(timestamp),
    toParagraph('None of these files proves any of this:'),
    toPoints([
      'that the log recorded everything. Each log leaves things out: receipt.json says under “cannotShow” what this one cannot show.',
      'that the question was the right one, or that nothing happened that other logs would show.',
      'what the receipt states in words, such as the claim. The browser of the analyst wrote it and nothing signs it. The checks compare it with the pages that the proxy signed.',
    ]),
  ]
}

function listSignedParagraphs({ records, keys, heads }: ReceiptWitness): readonly string[] {
  return [
    toParagraph(
      `The proxy made a record of each answer: the request, its status, its time, the digest of the answer, and the root of a hash tree over the entries in it. It signed its ${toCounted(records.length, 'record')} of this search with ${toCounted(heads.length, 'signature')}. From the entries, the roots can be computed again: an entry that was changed, added, left out or moved shows.`,
    ),
    toParagraph('How much that is worth depends on the operator of the proxy:'),
    toPoints([
      'If the analyst who gave you this folder also runs the proxy, it proves no more than the word of the analyst: the owner of the key can sign anything.',
      'If another person or team runs the proxy and the key has never left it, it proves what that proxy received, and at what time by its clock.',
    ]),
    toParagraph(
      'Ask the operator of the proxy for the fingerprint of its key, by another way than this folder. Only that comparison shows that the key is not a made-up one. The proxy shows the fingerprint in its terminal when it starts, at /gumshoe/witness and in /gumshoe/status.',
    ),
    ...(keys.some(({ isEphemeral }) => isEphemeral) ? [ephemeralWords] : []),
  ]
}

const ephemeralWords = toParagraph(
  'The key of this export is ephemeral: the proxy made it when it started, and it is gone when the proxy ends. Its fingerprint can be compared only with what was written down while the proxy ran. With a key in a file (WITNESS_KEY_FILE) the fingerprint stays the same.',
)

function toUnsignedWords({ absentBecause }: ReceiptWitness): string {
  const because = absentBecause === undefined ? '' : ` (${toPlainText(absentBecause)})`
  return toParagraph(
    `No proxy signed what it received${because}. The digests show that the files are those that the receipt names, and nothing more: they can all be made again together. This folder proves no more than the word of the person who gave it to you.`,
  )
}

const csvWords = toParagraph(
  'The data is a CSV table. It has a part of the fields, values may be masked or written in another form, and some columns were added. So its rows cannot be compared with the pages that the proxy received: only the digest ties the table to the receipt. For a proof of single entries, export NDJSON.',
)

function toTimestampWords({ isThere, problem }: ReadmeFacts['timestamp']): string {
  if (isThere) {
    return toParagraph(
      'receipt.tsr is a timestamp: an authority that has nothing to do with Gumshoe signed that receipt.json existed at a certain time. Through the digests in it, the same holds for the data.',
    )
  }
  return toParagraph(
    problem === undefined
      ? 'There is no timestamp of an authority: all times are those of the clock of the proxy, which its operator can set.'
      : `There is no timestamp of an authority, although one was asked (${toPlainText(problem)}): all times are those of the clock of the proxy, which its operator can set.`,
  )
}

function toCounted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
