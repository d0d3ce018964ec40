/**
 * A recorded body as lines, without making a second text of it: each line is a stretch of the
 * original, so that numbers beyond 2^53, escapes and duplicate keys stay, and 5 MB cost little.
 */
import { endOfScalar, endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'

/** The lines of a body. All columns are as long as there are lines. */
export type BodyLines = {
  form: 'json' | 'text'
  text: string
  count: number
  /** Where in the text a line starts: at its key, or else at its value. */
  starts: Int32Array
  /** Up to where it goes: the end of a scalar, or just behind the bracket that opens. */
  ends: Int32Array
  /** How deep it stands; the outermost line has 0. */
  depths: Int32Array
  /** For a line that opens: the line that closes it. Otherwise the line itself. */
  closers: Int32Array
  /** The line that opens what this one stands in; -1 for none. */
  parents: Int32Array
  /** The place among its neighbors, from 0; for a line that closes, how many there were. */
  ordinals: Int32Array
  /** Where reading stopped because there were too many lines; the length of the text otherwise. */
  readUpTo: number
}

/** More lines than this nobody reads; what is beyond stays reachable in a copy. */
const maxLines = 1_500_000
/** Text without line breaks is cut into lines of this length. */
const maxTextLineLength = 1_000

/** Reads JSON text as lines. Expects text that `JSON.parse` accepts; does not recurse. */
export function readJsonLines(text: string, most = maxLines): BodyLines {
  const rows = createRows()
  /** The lines that are open, innermost last, and how many members each has had. */
  const open: number[] = []
  const members: number[] = []
  let at = skipSpace(text, 0)
  let start = at
  let isKeyNext = false
  const add = (end: number) => {
    const parent = open.at(-1) ?? -1
    const ordinal = members.pop() ?? 0
    if (open.length > 0) members.push(ordinal + 1)
    return rows.add(start, end, open.length, parent, ordinal)
  }
  while (at < text.length && rows.size() < most) {
    const char = text.charAt(at)
    if (char === '{' || char === '[') {
      const next = skipSpace(text, at + 1)
      if (text[next] === '}' || text[next] === ']') {
        add(next + 1)
        at = next + 1
      } else {
        open.push(add(at + 1))
        members.push(0)
        isKeyNext = char === '{'
        at = next
        start = at
        continue
      }
    } else if (char === '}' || char === ']') {
      const opener = open.pop() ?? -1
      const count = members.pop() ?? 0
      rows.close(opener, rows.add(at, at + 1, open.length, rows.parentOf(opener), count))
      at++
    } else if (char === ',') {
      at = skipSpace(text, at + 1)
      start = at
      isKeyNext = text[rows.endOf(open.at(-1) ?? 0) - 1] === '{'
      continue
    } else if (char === '"' && isKeyNext) {
      at = skipSpace(text, skipSpace(text, endOfString(text, at)) + 1)
      isKeyNext = false
      continue
    } else {
      at = char === '"' ? endOfString(text, at) : endOfScalar(text, at)
      add(at)
    }
    at = skipSpace(text, at)
  }
  for (const opener of open) rows.close(opener, rows.size() - 1)
  return { form: 'json', text, readUpTo: at, ...rows.columns() }
}

/** Reads any text as lines; very long ones are cut. */
export function readTextLines(text: string, most = maxLines): BodyLines {
  const rows = createRows()
  let at = 0
  while (at < text.length && rows.size() < most) {
    const lineBreak = text.indexOf('\n', at)
    const lineEnd = lineBreak === -1 ? text.length : lineBreak
    let end = Math.min(lineEnd, at + maxTextLineLength)
    // Not between the halves of a surrogate pair.
    if (end < lineEnd && /[\uDC00-\uDFFF]/.test(text.charAt(end))) end--
    rows.add(at, end, 0, -1, rows.size())
    at = end === lineEnd ? end + 1 : end
  }
  return { form: 'text', text, readUpTo: Math.min(at, text.length), ...rows.columns() }
}

/** Columns that grow as lines are added. */
function createRows() {
  const width = 6
  let data = new Int32Array(width * 256)
  let count = 0
  const at = (row: number, column: number) => data[row * width + column] ?? 0
  return {
    size: () => count,
    parentOf: (row: number) => (row < 0 ? -1 : at(row, 4)),
    endOf: (row: number) => at(row, 1),
    add(start: number, end: number, depth: number, parent: number, ordinal: number): number {
      if ((count + 1) * width > data.length) {
        const larger = new Int32Array(data.length * 2)
        larger.set(data)
        data = larger
      }
      data.set([start, end, depth, count, parent, ordinal], count * width)
      return count++
    },
    close(opener: number, closer: number): void {
      if (opener >= 0) data[opener * width + 3] = closer
    },
    columns() {
      const column = (index: number) => {
        const values = new Int32Array(count)
        for (let row = 0; row < count; row++) values[row] = at(row, index)
        return values
      }
      return {
        count,
        starts: column(0),
        ends: column(1),
        depths: column(2),
        closers: column(3),
        parents: column(4),
        ordinals: column(5),
      }
    },
  }
}

/** Where the value of a line starts: behind its key, if it has one. */
export function findValueStart(lines: BodyLines, line: number): number {
  const start = lines.starts[line] ?? 0
  if (!hasKey(lines, line)) return start
  return skipSpace(lines.text, skipSpace(lines.text, endOfString(lines.text, start)) + 1)
}

/** Whether a line begins with a key. */
export function hasKey({ form, text, starts, ends, parents }: BodyLines, line: number): boolean {
  const parent = parents[line] ?? -1
  if (form === 'text' || parent < 0) return false
  return text[(ends[parent] ?? 0) - 1] === '{' && text[starts[line] ?? 0] === '"'
}

/** Whether a line opens an object or a list that has something in it. */
export function isOpener({ closers }: BodyLines, line: number): boolean {
  return closers[line] !== line
}

/** Up to where the value of a line goes, what is inside of it included. */
export function findValueEnd({ ends, closers }: BodyLines, line: number): number {
  return ends[closers[line] ?? line] ?? 0
}

/** The line that holds a place in the text; the last one that starts at or before it. */
export function findLineAt({ starts, count }: BodyLines, offset: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
