/** Reads properties of a map by name, and reports those that have the wrong shape. */
import { findNearestName } from '../../query/names/nearest-name.ts'
import { clip, type Report, type YamlMap, type YamlNode } from './yaml-node.ts'

/** The node of a property; `undefined` when the map lacks it. */
export function findProperty({ entries }: YamlMap, name: string): YamlNode | undefined {
  return entries.find(({ key }) => key === name)?.value
}

/** Reports every key that is not one of these: with its own message in `remedies`, else with the nearest key. */
export function reportUnknownKeys(
  { entries }: YamlMap,
  owner: string,
  known: readonly string[],
  remedies: Readonly<Record<string, string>>,
  report: Report,
): void {
  for (const { key, at } of entries) {
    if (known.includes(key)) continue
    if (Object.hasOwn(remedies, key)) {
      report(at, remedies[key] ?? '')
      continue
    }
    const nearest = findNearestName(key, known)
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
    report(at, `${owner} has no “${clip(key)}”.${hint} It has ${known.join(', ')}.`)
  }
}

/** The text of a property; `undefined` without one, and when something else was reported. */
export function readTextProperty(
  map: YamlMap,
  name: string,
  maxLength: number,
  report: Report,
): string | undefined {
  const node = findProperty(map, name)
  if (!node) return undefined
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value.trim() === '') {
    report(node.at, `${name} has to be a text.`)
    return undefined
  }
  if (node.value.length > maxLength) {
    report(node.at, `${name} has more than ${maxLength.toLocaleString('en-US')} characters.`)
    return undefined
  }
  return node.value
}

/** A text that has to be one of these; `undefined` without one, and when another one was reported. */
export function readChoice<Choice extends string>(
  map: YamlMap,
  name: string,
  choices: readonly Choice[],
  report: Report,
): Choice | undefined {
  const node = findProperty(map, name)
  if (!node) return undefined
  const value = node.kind === 'scalar' ? node.value : undefined
  const choice = choices.find((each) => each === value)
  if (choice === undefined) {
    const written = typeof value === 'string' ? ` “${clip(value)}” is none of them.` : ''
    report(node.at, `${name} has to be one of ${choices.join(', ')}.${written}`)
  }
  return choice
}

const maxItems = 1_000

/** A list of different texts; empty without one, and when something else was reported. */
export function readTextList(map: YamlMap, name: string, report: Report): readonly string[] {
  const node = findProperty(map, name)
  if (!node) return []
  if (node.kind !== 'list' || node.items.length > maxItems) {
    const message = node.kind === 'list' ? `at most ${maxItems} texts` : 'a list of texts'
    report(node.at, `${name} has to be ${message}.`)
    return []
  }
  const texts = new Set<string>()
  for (const item of node.items) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string' || item.value.trim() === '') {
      report(item.at, `${name} has texts only. Write this one in quotes.`)
    } else if (texts.has(item.value)) {
      report(item.at, `“${clip(item.value)}” is written twice in ${name}. Keep one of them.`)
    } else texts.add(item.value)
  }
  return [...texts]
}
