/**
 * YAML as plain nodes, each with its line and column. What another reader of YAML could understand differently is refused:
 * tags, duplicate keys, and words such as `off`, which YAML 1.1 reads as booleans. Files are untrusted: their size, their
 * depth and the growth by aliases are limited.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
} from 'yaml'

/** Where a node begins; lines and columns count from 1. */
export type Position = { line: number; column: number }

/** A node. A number of YAML that JavaScript cannot represent is refused, so `value` is exact. */
export type YamlNode = YamlMap | YamlList | YamlScalar
export type YamlMap = { kind: 'map'; at: Position; entries: readonly YamlEntry[] }
export type YamlList = { kind: 'list'; at: Position; items: readonly YamlNode[] }
export type YamlScalar = { kind: 'scalar'; at: Position; value: YamlValue }
export type YamlValue = string | number | boolean | null
export type YamlEntry = { key: string; at: Position; value: YamlNode }

/** Takes a problem at a position. */
export type Report = (at: Position, message: string) => void

/** Maximum length of a file, in UTF-16 units. */
export const maxFileLength = 1_000_000
/** Maximum number of nodes of a file, each use of an alias counted anew. */
const maxNodes = 100_000
const maxDepth = 24

/** The documents of a file, without empty ones. Reports what is no YAML; a document with a problem is left out. */
export function parseYaml(text: string, report: Report): readonly YamlNode[] {
  if (text.length > maxFileLength) {
    const limit = maxFileLength.toLocaleString('en-US')
    report({ line: 1, column: 1 }, `The file has more than ${limit} characters. Split it.`)
    return []
  }
  const lines = new LineCounter()
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      // Duplicate keys are found here in linear time.
      uniqueKeys: false,
      logLevel: 'silent',
    })
    const reader = new YamlReader(lines, report)
    return 'empty' in documents ? [] : documents.flatMap((each) => reader.readDocument(each) ?? [])
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    report({ line: 1, column: 1 }, `The file is nested too deep (at most ${maxDepth} levels).`)
    return []
  }
}

class YamlProblem extends Error {
  readonly offset: number
  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}

class YamlReader {
  readonly #lines: LineCounter
  readonly #report: Report
  #nodeCount = 0

  constructor(lines: LineCounter, report: Report) {
    this.#lines = lines
    this.#report = report
  }

  /** The content of a document; `undefined` for an empty one, and for one with a problem. */
  readDocument(document: Document.Parsed): YamlNode | undefined {
    const [first] = [...document.errors, ...document.warnings]
    if (first) {
      this.#reportAt(first.pos[0], `This is no valid YAML: ${first.message}`)
      return undefined
    }
    const { yaml } = document.directives ?? {}
    if (yaml?.explicit && yaml.version !== '1.2') {
      this.#reportAt(document.range[0], 'Rules are YAML 1.2. Remove the %YAML directive.')
      return undefined
    }
    if (document.contents === null) return undefined
    try {
      const node = this.#readNode(document.contents, document, 0)
      return node.kind === 'scalar' && node.value === null ? undefined : node
    } catch (error) {
      if (!(error instanceof YamlProblem)) throw error
      this.#reportAt(error.offset, error.message)
      return undefined
    }
  }

  #reportAt(offset: number, message: string): void {
    this.#report(this.#toPosition(offset), message)
  }

  #toPosition(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }

  #readNode(node: ParsedNode, document: Document.Parsed, depth: number): YamlNode {
    const [offset] = node.range
    const at = this.#toPosition(offset)
    this.#checkLimits(offset, depth)
    if (isAlias(node)) {
      const target = node.resolve(document)
      if (!target?.range) {
        throw new YamlProblem(offset, `There is no anchor “${clip(node.source)}” above.`)
      }
      return { ...this.#readNode(target as ParsedNode, document, depth + 1), at }
    }
    if (node.tag !== undefined) {
      throw new YamlProblem(offset, `The tag ${clip(node.tag)} is not supported. Remove it.`)
    }
    if (isScalar(node)) return { kind: 'scalar', at, value: toValue(node, offset) }
    const readChild = (child: ParsedNode) => this.#readNode(child, document, depth + 1)
    if (isSeq(node)) {
      return { kind: 'list', at, items: node.items.map((item) => readChild(item as ParsedNode)) }
    }
    if (!isMap(node)) throw new YamlProblem(offset, 'This is neither a map, a list nor a value.')
    const keys = new Set<string>()
    const entries = node.items.map(({ key, value }): YamlEntry => {
      const text = readKey(key as ParsedNode | null, offset)
      const keyOffset = (key as ParsedNode).range[0]
      if (keys.has(text)) {
        throw new YamlProblem(keyOffset, `“${clip(text)}” is written twice. Keep one of them.`)
      }
      keys.add(text)
      const keyAt = this.#toPosition(keyOffset)
      const empty: YamlNode = { kind: 'scalar', at: keyAt, value: null }
      return { key: text, at: keyAt, value: value ? readChild(value as ParsedNode) : empty }
    })
    return { kind: 'map', at, entries }
  }

  #checkLimits(offset: number, depth: number): void {
    this.#nodeCount += 1
    if (this.#nodeCount > maxNodes) {
      const limit = maxNodes.toLocaleString('en-US')
      const message = `The file has more than ${limit} values, with aliases counted. Split it.`
      throw new YamlProblem(offset, message)
    }
    if (depth > maxDepth) {
      throw new YamlProblem(offset, `This is nested too deep (at most ${maxDepth} levels).`)
    }
  }
}

function readKey(key: ParsedNode | null, offset: number): string {
  if (!key || !isScalar(key) || key.tag !== undefined) {
    throw new YamlProblem(key?.range[0] ?? offset, 'A key has to be a plain text.')
  }
  const value = toValue(key, key.range[0])
  if (typeof value === 'string') return value
  throw new YamlProblem(key.range[0], `The key ${clip(key.source)} is no text. Write it in quotes.`)
}

/** Words that PyYAML, and so most Sigma tools, read as booleans as in YAML 1.1. */
const oldBooleans = /^(yes|no|on|off)$/i

function toValue(node: Scalar, offset: number): YamlValue {
  const { value, source = '' } = node
  const isPlain = node.type === 'PLAIN'
  if (typeof value === 'string') {
    if (isPlain && oldBooleans.test(value)) {
      throw new YamlProblem(
        offset,
        `Other Sigma tools read ${value} as a boolean. Write '${value}' in quotes for the text, or true or false.`,
      )
    }
    return value
  }
  if (typeof value === 'number') {
    const isExact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)
    if (!isExact) {
      throw new YamlProblem(offset, `The number ${clip(source)} is too large. Write it in quotes.`)
    }
    return value
  }
  if (typeof value === 'boolean' || value === null) return value
  throw new YamlProblem(offset, `${clip(source)} is not supported. Write it in quotes.`)
}

/** The beginning of a text of the file, for a message. */
export function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
