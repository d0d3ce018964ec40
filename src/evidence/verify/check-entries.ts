/** Checks the lines of the data files: how many there are, and the root of the tree over them. */
import { formatHex } from '../encoding/hex.ts'
import { createMerkleRoot } from '../merkle/create-merkle-root.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'
import type { Receipt } from '../receipt.ts'
import type { CheckList, Problem } from './check.ts'
import type { ReadBundle } from './read-bundle.ts'
import { toCounted, toQuoted } from './words.ts'

/** Checks the entries of a bundle that was read. */
export function checkEntries(bundle: ReadBundle, hash: HashFunction, checks: CheckList): void {
  const { data, entries } = bundle.receipt.predicate
  const problems: Problem[] = []
  const tree = createMerkleRoot(hash)
  for (const { name, format, entries: stated } of data) {
    const leaves = bundle.leaves.get(name)
    if (format !== 'ndjson' || !leaves) continue
    if (leaves.length !== stated)
      problems.push(
        `${toQuoted(name)} has ${toCounted(leaves.length, 'line')}, and the receipt says ${stated}.`,
      )
    for (let index = 0; index < leaves.length; index++) {
      const leaf = leaves.at(index)
      if (leaf) tree.add(leaf)
    }
  }
  problems.push(...listCountProblems(bundle.receipt))
  const isComputable = data.every(({ name, format }) =>
    format === 'ndjson' ? bundle.leaves.has(name) : false,
  )
  const root = formatHex(tree.root())
  const hasRoot = entries.count === 0 || isComputable
  if (hasRoot && problems.length === 0 && root !== entries.root)
    problems.push({
      words:
        'The entries are not those that were exported: one was changed, added, left out or moved.',
      details: [
        ['Root of the tree over the entries', root],
        ['Root in receipt.json', entries.root],
      ],
    })
  const all = `The tree over ${toCounted(entries.count, 'entry', 'entries')} has the root that the receipt states.`
  checks.report('entries', problems, hasRoot ? all : 'The counts of entries fit each other.')
  if (!hasRoot && data.some(({ format }) => format === 'csv'))
    checks.add(
      'entries',
      'unknown',
      'A CSV file has a part of the fields, and in another form. Its rows cannot be compared with the entries that were received; only its digest ties it to the receipt.',
    )
}

/** What does not fit between the counts that a receipt states. */
export function* listCountProblems({ predicate }: Receipt): Generator<string> {
  const { data, entries, counts, sources } = predicate
  const toAmount = (count: number) => count.toLocaleString('en-US')
  const start = `The receipt contradicts itself: ${toCounted(entries.count, 'entry', 'entries')} in the tree`
  const stated = data.reduce((sum, file) => sum + file.entries, 0)
  if (stated !== entries.count) yield `${start}, ${toAmount(stated)} in the data files.`
  if (counts.exported !== entries.count) yield `${start}, ${toAmount(counts.exported)} exported.`
  const bySource = sources.reduce((sum, { exported }) => sum + exported, 0)
  if (bySource !== entries.count) yield `${start}, ${toAmount(bySource)} exported from the logs.`
  if (counts.exported > counts.loaded || counts.shown > counts.loaded)
    yield 'The receipt contradicts itself: more entries shown or exported than loaded.'
}
