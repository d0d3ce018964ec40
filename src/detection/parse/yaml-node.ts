/**
 * YAML as plain nodes, each with its line and column. What another reader of YAML could understand differently is refused:
 * tags, duplicate keys, and words such as `off`, which YAML 1.1 reads as booleans. Files are untrusted: their size, their
 * depth and the growth by aliases are limited.
 */
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
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
const tooDeep = `This is nested too deep (at most ${maxDepth} levels).`

/** The documents of a file, without empty ones. Reports what is no YAML; a document with a problem is left out. */
export function parseYaml(text: string, report: Report): readonly YamlNode[] {
  if (text.length > maxFileLength) {
    const limit = maxFileLength.toLocaleString('en-US')
    report({ line: 1, column: 1 }, `The file has more than ${limit} characters. Split it.`)
    return []
  }
  const lines = new LineCounter()
  const { tokens, deepOffset } = readTokens(text, lines)
  if (deepOffset !== undefined) {
    const { line, col } = lines.linePos(deepOffset)
    report({ line, column: col }, tooDeep)
    return []
  }
  const composer = new Composer({
    lineCounter: lines,
    prettyErrors: false,
    // Duplicate keys are found below in linear time.
    uniqueKeys: false,
    logLevel: 'silent',
  })
  const reader = new YamlReader(lines, report)
  const documents = [...composer.compose(tokens)]
  return documents.flatMap((document) => reader.readDocument(document) ?? [])
}

/**
 * The tokens of a file, up to the first one that is nested too deep. The composer calls itself for each level, and a regular
 * expression that runs near the end of the stack would end the whole process: so depth is checked before.
 */
function readTokens(
  text: string,
  lines: LineCounter,
): { tokens: readonly CST.Token[]; deepOffset?: number } {
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  lines.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme))
    // The document and the value are on the stack, too.
    if (parser.stack.length > maxDepth + 3) return { tokens, deepOffset: parser.offset }
  }
  return { tokens: [...tokens, ...parser.end()] }
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
  /** The nodes with anchors that end above, by anchor: an alias in its own node has no target. */
  readonly #anchors = new Map<string, ParsedNode>()
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
    this.#anchors.clear()
    try {
      const node = this.#readNode(document.contents, 0)
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

  #readNode(node: ParsedNode, depth: number): YamlNode {
    const [offset] = node.range
    this.#checkLimits(offset, depth)
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source)
      if (target) return { ...this.#readNode(target, depth + 1), at: this.#toPosition(offset) }
      throw new YamlProblem(offset, `There is no anchor “${clip(node.source)}” above.`)
    }
    if (node.tag !== undefined) {
      throw new YamlProblem(offset, `The tag ${clip(node.tag)} is not supported. Remove it.`)
    }
    const result = this.#readContent(node, depth)
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node)
    return result
  }

  #readContent(node: ParsedNode, depth: number): YamlNode {
    const [offset] = node.range
    const at = this.#toPosition(offset)
    if (isScalar(node)) return { kind: 'scalar', at, value: toValue(node, offset) }
    const readChild = (child: unknown) => this.#readNode(child as ParsedNode, depth + 1)
    if (isSeq(node)) return { kind: 'list', at, items: node.items.map(readChild) }
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
      return { key: text, at: keyAt, value: value ? readChild(value) : empty }
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
      throw new YamlProblem(offset, tooDeep)
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
