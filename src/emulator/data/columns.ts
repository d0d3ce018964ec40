/**
 * An index of the values that filters compare: a number of one to four bytes for each entry and field, so that a
 * search over a million entries builds none of them.
 */
import { parseHexStart } from './random.ts'

/** The value that a filter compares; `undefined` where an entry lacks the field. */
export type FieldValue = string | number | boolean | undefined

/** The condition of a filter on one field. */
export type ValueTest = {
  matches: (value: unknown) => boolean
  /** The texts that match, unless a range of addresses does. */
  values: readonly string[]
}

/** An indexed field. */
export type Searchable = {
  /** Returns a test of whether the n-th entry has a value that matches. */
  select: (test: ValueTest) => (index: number) => boolean
}

/** One row of numbers, one for each entry, and the fields that can be read from it. */
export type Column<T> = {
  /** Adds the next entry. */
  add: (element: T) => void
  /** By the path of the field. */
  fields: Readonly<Record<string, Searchable>>
}

/** The columns of a log. */
export type Columns<T> = {
  add: (element: T) => void
  /** The index of a field; throws for a field without a column. */
  get: (path: string) => Searchable
}

/** Combines columns. */
export function createColumns<T>(columns: readonly Column<T>[]): Columns<T> {
  const fields = new Map(columns.flatMap((column) => Object.entries(column.fields)))
  return {
    add(element) {
      for (const column of columns) column.add(element)
    },
    get(path) {
      const field = fields.get(path)
      if (!field) throw new Error(`There is no column for ${path}.`)
      return field
    },
  }
}

/** A column for one field with repeating values. */
export function createValueColumn<T>(path: string, read: (element: T) => FieldValue): Column<T> {
  return createThingColumn(read, { [path]: (value) => value })
}

/**
 * A column for repeating things, such as actors: each thing is kept once, and entries contain its number. The
 * values of fields are read from the thing.
 */
export function createThingColumn<T, Thing>(
  findThing: (element: T) => Thing,
  readers: Readonly<Record<string, (thing: Thing) => FieldValue>>,
): Column<T> {
  const codes = new Map<Thing, number>()
  const things: Thing[] = []
  let cells: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(1024)
  let length = 0

  function toCode(thing: Thing): number {
    const code = things.length
    codes.set(thing, code)
    things.push(thing)
    if (code === 0x100) cells = Uint16Array.from(cells)
    if (code === 0x1_0000) cells = Uint32Array.from(cells)
    return code
  }

  const toSearchable = (read: (thing: Thing) => FieldValue): Searchable => ({
    select({ matches }) {
      const passes = Uint8Array.from(things, (thing) => (matches(read(thing)) ? 1 : 0))
      return (index) => passes[cells[index] ?? 0] === 1
    },
  })

  return {
    add(element) {
      const thing = findThing(element)
      const code = codes.get(thing) ?? toCode(thing)
      if (length === cells.length) cells = toLonger(cells)
      cells[length++] = code
    },
    fields: Object.fromEntries(
      Object.entries(readers).map(([path, read]) => [path, toSearchable(read)]),
    ),
  }
}

/**
 * A column for unique ids. It contains the first 8 hexadecimal digits of each id as a number; where they match,
 * `readText` returns the whole id.
 */
export function createIdColumn<T>(
  path: string,
  readStart: (element: T) => number,
  readText: (index: number, path: string) => unknown,
): Column<T> {
  let cells: Uint32Array = new Uint32Array(1024)
  let length = 0
  const searchable: Searchable = {
    select({ matches, values }) {
      const starts = new Set(values.map(parseHexStart))
      const [only] = starts
      return starts.size === 1
        ? (index) => cells[index] === only && matches(readText(index, path))
        : (index) => starts.has(cells[index] ?? 0) && matches(readText(index, path))
    },
  }
  return {
    add(element) {
      if (length === cells.length) cells = toLonger(cells)
      cells[length++] = readStart(element)
    },
    fields: { [path]: searchable },
  }
}

function toLonger<A extends Uint8Array | Uint16Array | Uint32Array>(cells: A): A {
  const longer = new (cells.constructor as new (length: number) => A)(cells.length * 2)
  longer.set(cells)
  return longer
}
