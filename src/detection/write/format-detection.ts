/** Writes the condition tree of a rule as selections and a condition. */
import type { Expression } from '../expression.ts'
import { findSelection, type Selection } from './to-selection.ts'

/** The section `detection`: its selections in order, and the condition that joins them. */
export type WrittenDetection = {
  selections: ReadonlyMap<string, Selection>
  condition: string
}

/** How strongly a text of a condition binds. */
const binding = { or: 0, and: 1, not: 2, name: 3 } as const
type ConditionText = { text: string; binds: number }

/** Words of a condition that cannot name a selection. */
const conditionWords = ['and', 'or', 'not', 'of', 'them', 'all', '1', 'any', 'near', 'condition']

/**
 * The detection of a tree. Selections of the author have their names; others are `selection`, or `filter` below a `not`.
 * Throws for an empty `and` or `or`, which no rule that was parsed has.
 */
export function formatDetection(expression: Expression): WrittenDetection {
  const writer = new DetectionWriter()
  const condition = writer.write(expression, 'selection').text
  return { selections: writer.selections, condition }
}

class DetectionWriter {
  readonly selections = new Map<string, Selection>()
  readonly #written = new Map<Expression, ConditionText>()

  /** A selection that the condition names twice is one object, and written once. */
  write(tree: Expression, base: string): ConditionText {
    const known = this.#written.get(tree)
    if (known) return known
    const written = this.#writeNew(tree, base)
    this.#written.set(tree, written)
    return written
  }

  #writeNew(tree: Expression, base: string): ConditionText {
    const name = ('name' in tree ? tree.name : undefined) ?? base
    const selection = findSelection(tree)
    if (selection) {
      const text = this.#toFreeName(name)
      this.selections.set(text, selection)
      return { text, binds: binding.name }
    }
    switch (tree.kind) {
      case 'not': {
        const inner = this.write(tree.of, 'filter')
        return { text: `not ${enclose(inner, binding.not)}`, binds: binding.not }
      }
      case 'and':
      case 'or':
        return this.#writeParts(tree.kind, tree.of, name)
      default:
        throw new RangeError('A test is always a selection.')
    }
  }

  #writeParts(kind: 'and' | 'or', parts: readonly Expression[], base: string): ConditionText {
    if (parts.length === 0) throw new RangeError(`An empty “${kind}” cannot be written.`)
    const written = joinTests(kind, parts).map((part) => this.write(part, base))
    const [only, ...others] = written
    if (only && others.length === 0) return only
    const text = written.map((each) => enclose(each, binding[kind])).join(` ${kind} `)
    return { text, binds: binding[kind] }
  }

  #toFreeName(name: string): string {
    const isUsable = /^[\w.-]+$/.test(name) && !conditionWords.includes(name.toLowerCase())
    const base = isUsable ? name : 'selection'
    if (!this.selections.has(base)) return base
    let number = 2
    while (this.selections.has(`${base}_${number}`)) number += 1
    return `${base}_${number}`
  }
}

/** Puts neighboring tests without a name together, so that they become one selection where possible. */
function joinTests(kind: 'and' | 'or', parts: readonly Expression[]): readonly Expression[] {
  const isTest = (part: Expression) =>
    !('name' in part && part.name !== undefined) && findSelection(part) !== undefined
  const tests = parts.filter(isTest)
  const joined: Expression = { kind, of: tests }
  if (tests.length < 2 || tests.length === parts.length || !findSelection(joined)) return parts
  return [joined, ...parts.filter((part) => !isTest(part))]
}

function enclose({ text, binds }: ConditionText, outer: number): string {
  return binds < outer ? `(${text})` : text
}
