/** Finds the rows that have one of some values in a field, in one pass over its column. */
import { chunkSize } from '../columns/chunked-array.ts'
import { hashText } from '../columns/text-hash.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'

/** The rows of a source with each of the texts, lowest first. Texts with equal hashes are not told apart. */
export async function findEqualRows(
  table: EntryTable,
  source: TableSource,
  path: string,
  texts: Iterable<string>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map([...texts].map((text): [string, number[]] => [text, []]))
  const values = await table.findCountSource(path)
  if (!values) return found
  const findRows = values.kind === 'coded' ? createCodeFinder(values, found) : undefined
  const byHash = new Map<number, { high: number; rows: number[] }[]>()
  for (const [text, rows] of found) {
    const { high, low } = hashText(text)
    byHash.set(low, [...(byHash.get(low) ?? []), { high, rows }])
  }
  for (const { from, to } of table.rangesOf(source)) {
    for (let row = from; row < to; row++) {
      if (findRows) findRows(row)?.push(row)
      else if (values.kind === 'hashed') {
        const hits = byHash.get(values.low.at(row))
        if (hits)
          for (const { high, rows } of hits) if (values.high.at(row) === high) rows.push(row)
      }
    }
  }
  return found
}

/** The list of the value of a row, by its code. */
function createCodeFinder(
  { chunks, codes }: { chunks: readonly ArrayLike<number>[]; codes: ReadonlyMap<string, number> },
  found: ReadonlyMap<string, number[]>,
): (row: number) => number[] | undefined {
  const byCode: (number[] | undefined)[] = []
  for (const [text, rows] of found) {
    const code = codes.get(text)
    if (code !== undefined) byCode[code] = rows
  }
  return (row) => byCode[chunks[Math.floor(row / chunkSize)]?.[row % chunkSize] ?? 0]
}
