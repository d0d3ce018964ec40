/**
 * Splits a recorded body into lines. Each line is a range of the original text, so numbers beyond 2^53, escapes and
 * duplicate keys stay as they are, and a body of 5 MB takes little memory.
 */
import { endOfScalar, endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'

/** The lines of a body. Each column has one element per line. */
export type BodyLines = {
  form: 'json' | 'text'
  text: string
  count: number
  /** The offset in the text at which a line starts: that of its key, or else of its value. */
  starts: Int32Array
  /** The offset at which it ends: after a scalar, or after an opening bracket. */
  ends: Int32Array
  /** The depth; that of the outermost line is 0. */
  depths: Int32Array
  /** For a line with an opening bracket, the line with the closing one; otherwise the line itself. */
  closers: Int32Array
  /** The line of the object or list that has this line; -1 for none. */
  parents: Int32Array
  /** The index in the parent, from 0; for a closing bracket, the number of members. */
  ordinals: Int32Array
  /** The offset at which reading stopped because of too many lines; otherwise the length of the text. */
  readUpTo: number
}

/** Maximum number of lines. The remaining text is still in a copy. */
const maxLines = 1_500_000
/** Maximum length of a line of text, in UTF-16 units; longer lines are split. */
const maxTextLineLength = 1_000

/** Splits JSON text into lines. Expects text that `JSON.parse` accepts; does not recurse. */
export function readJsonLines(text: string, lineLimit = maxLines): BodyLines {
  const rows = createRows()
  /** The lines of the open brackets, innermost last, and the number of members of each so far. */
  const openLines: number[] = []
  const memberCounts: number[] = []
  let at = skipSpace(text, 0)
  let start = at
  let isKeyNext = false
  const add = (end: number) => {
    const parent = openLines.at(-1) ?? -1
    const ordinal = memberCounts.pop() ?? 0
    if (openLines.length > 0) memberCounts.push(ordinal + 1)
    return rows.add(start, end, openLines.length, parent, ordinal)
  }
  while (at < text.length && rows.size() < lineLimit) {
    const char = text.charAt(at)
    if (char === '{' || char === '[') {
      const next = skipSpace(text, at + 1)
      if (text[next] === '}' || text[next] === ']') {
        add(next + 1)
        at = next + 1
      } else {
        openLines.push(add(at + 1))
        memberCounts.push(0)
        isKeyNext = char === '{'
        at = next
        start = at
        continue
      }
    } else if (char === '}' || char === ']') {
      const opener = openLines.pop() ?? -1
      const count = memberCounts.pop() ?? 0
      rows.close(opener, rows.add(at, at + 1, openLines.length, rows.parentOf(opener), count))
      at++
    } else if (char === ',') {
      at = skipSpace(text, at + 1)
      start = at
      isKeyNext = text[rows.endOf(openLines.at(-1) ?? 0) - 1] === '{'
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
  for (const opener of openLines) rows.close(opener, rows.size() - 1)
  return { form: 'json', text, readUpTo: at, ...rows.columns() }
}

/** Splits any text into lines, and long lines into several. */
export function readTextLines(text: string, lineLimit = maxLines): BodyLines {
  const rows = createRows()
  let at = 0
  while (at < text.length && rows.size() < lineLimit) {
    const lineBreak = text.indexOf('\n', at)
    const lineEnd = lineBreak === -1 ? text.length : lineBreak
    let end = Math.min(lineEnd, at + maxTextLineLength)
    // Do not split a surrogate pair.
    if (end < lineEnd && /[\uDC00-\uDFFF]/.test(text.charAt(end))) end--
    rows.add(at, end, 0, -1, rows.size())
    at = end === lineEnd ? end + 1 : end
  }
  return { form: 'text', text, readUpTo: Math.min(at, text.length), ...rows.columns() }
}

/** Collects the rows of all columns in one growing array. */
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

/** The offset at which the value of a line starts, after its key if it has one. */
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

/** Whether a line opens an object or a list that is not empty. */
export function isOpener({ closers }: BodyLines, line: number): boolean {
  return closers[line] !== line
}

/** The offset at which the value of a line ends, with everything inside of it. */
export function findValueEnd({ ends, closers }: BodyLines, line: number): number {
  return ends[closers[line] ?? line] ?? 0
}

/** The line at an offset of the text: the last one that starts at or before it. */
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
