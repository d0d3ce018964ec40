/** Reads what detections and correlations have in common: title, id, level, tags and the like. */
import { findNearestName } from '../../query/names/nearest-name.ts'
import { type Effect, type RuleHead, type RuleLevel, ruleLevels } from '../rule.ts'
import { findProperty, readChoice, readTextList, readTextProperty } from './read-properties.ts'
import { clip, type Report, type YamlMap } from './yaml-node.ts'

const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const
const relationTypes = ['derived', 'obsolete', 'merged', 'renamed', 'similar'] as const

const keysOfBoth = [
  ...['title', 'id', 'name', 'related', 'taxonomy', 'status', 'description', 'license'],
  ...['references', 'author', 'date', 'modified', 'fields', 'falsepositives', 'level', 'tags'],
  ...['scope', 'next'],
]

/** The keys of a rule of either kind. */
export const ruleKeys = {
  detection: [...keysOfBoth, 'logsource', 'detection'],
  correlation: [...keysOfBoth, 'correlation', 'generate'],
} as const

/** A head whose level may be missing. */
export type ParsedHead = Omit<RuleHead, 'level'> & { level?: RuleLevel }

const uuid = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i

/** The head of a rule; `undefined` when a needed part is missing, which was reported. */
export function parseHead(map: YamlMap, file: string, report: Report): ParsedHead | undefined {
  const { at } = map
  const text = (name: string, maxLength: number) => readTextProperty(map, name, maxLength, report)
  const title = text('title', 256)
  if (!findProperty(map, 'title')) report(at, 'The rule has no title. Add one.')
  const id = readId(map, report)
  const tags = readTags(map, report)
  const effect = readEffect(map, tags, report)
  const taxonomy = text('taxonomy', 256)
  if (taxonomy !== undefined && taxonomy !== 'sigma') {
    const position = findProperty(map, 'taxonomy')?.at ?? at
    report(
      position,
      `The taxonomy “${clip(taxonomy)}” is not supported. Use field names of the log, and remove taxonomy.`,
    )
  }
  const level = readChoice(map, 'level', ruleLevels, report)
  const optional = {
    name: text('name', 256),
    status: readChoice(map, 'status', statuses, report),
    author: text('author', 1_000),
    date: readDate(map, 'date', report),
    modified: readDate(map, 'modified', report),
    license: text('license', 256),
    level,
    effect,
  }
  const lists = {
    tags,
    references: readTextList(map, 'references', report),
    falsePositives: readTextList(map, 'falsepositives', report),
    next: readTextList(map, 'next', report),
    fields: readTextList(map, 'fields', report),
    scope: readTextList(map, 'scope', report),
    related: readRelated(map, report),
  }
  const description = text('description', 65_535) ?? ''
  if (title === undefined || id === undefined) return undefined
  return { id, title, description, ...lists, ...withoutMissing(optional), file }
}

/** The same properties without those that are `undefined`. */
function withoutMissing<T extends object>(
  properties: T,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const present = Object.entries(properties).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as { [Key in keyof T]?: Exclude<T[Key], undefined> }
}

function readId(map: YamlMap, report: Report): string | undefined {
  const node = findProperty(map, 'id')
  const value = node?.kind === 'scalar' ? node.value : undefined
  if (typeof value === 'string' && uuid.test(value)) return value.toLowerCase()
  const message = node
    ? `id has to be a UUID such as 5c0d4b6e-7d0a-4a39-9a52-0f6c9a0f6d11.`
    : 'The rule has no id. Add one, a new UUID: links and correlations name rules by id.'
  report(node?.at ?? map.at, message)
  return undefined
}

function readDate(map: YamlMap, name: string, report: Report): string | undefined {
  const node = findProperty(map, name)
  if (!node) return undefined
  const value = node.kind === 'scalar' ? node.value : undefined
  const isDate =
    typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value)
  if (isDate) return value
  report(node.at, `${name} has to be a date such as 2026-11-30.`)
  return undefined
}

function readTags(map: YamlMap, report: Report): readonly string[] {
  const tags = readTextList(map, 'tags', report)
  const at = findProperty(map, 'tags')?.at ?? map.at
  for (const tag of tags) {
    if (/^[a-z0-9_-]+\.[a-z0-9._-]+$/.test(tag)) continue
    report(
      at,
      `The tag “${clip(tag)}” needs a namespace and a name in lower case, such as attack.t1098.`,
    )
  }
  return tags
}

const effects: Readonly<Record<string, Effect>> = {
  'effect.loosens': 'loosens',
  'effect.tightens': 'tightens',
}

function readEffect(map: YamlMap, tags: readonly string[], report: Report): Effect | undefined {
  const at = findProperty(map, 'tags')?.at ?? map.at
  const own = tags.filter((tag) => tag.startsWith('effect.'))
  const [tag, ...others] = own
  if (tag === undefined) return undefined
  if (others.length > 0)
    report(at, 'A rule has one effect: keep effect.loosens or effect.tightens.')
  const effect = Object.hasOwn(effects, tag) ? effects[tag] : undefined
  if (!effect) report(at, `There is no tag “${clip(tag)}”. Use effect.loosens or effect.tightens.`)
  return effect
}

function readRelated(map: YamlMap, report: Report): RuleHead['related'] {
  const node = findProperty(map, 'related')
  if (!node) return []
  if (node.kind !== 'list') {
    report(node.at, 'related has to be a list of maps with id and type.')
    return []
  }
  return node.items.flatMap((item) => {
    if (item.kind !== 'map') {
      report(item.at, 'related has to be a list of maps with id and type.')
      return []
    }
    const id = readId(item, report)
    const type = readChoice(item, 'type', relationTypes, report)
    if (!findProperty(item, 'type')) report(item.at, 'A related rule needs its type.')
    return id !== undefined && type !== undefined ? [{ id, type }] : []
  })
}

/** Keys that mean something in other formats, with what to write instead. */
const foreignKeys: Readonly<Record<string, string>> = {
  action: 'Collections with action are not supported. Write every rule as a whole.',
  filter: 'Sigma filters are not supported. Write the exclusion in the condition of each rule.',
  logsource: 'A correlation has no logsource: its rules have.',
  detection: 'A rule has either detection or correlation. Write two rules.',
  correlation: 'A rule has either detection or correlation. Write two rules.',
  generate: 'Only a correlation has generate. Remove it.',
}

/**
 * Reports keys of the top level that are misspelled, and those of other formats. The specification allows own keys, and so
 * a key that resembles none is left alone.
 */
export function reportOddKeys(
  { entries }: YamlMap,
  kind: keyof typeof ruleKeys,
  report: Report,
): void {
  for (const { key, at } of entries) {
    if (ruleKeys[kind].includes(key)) continue
    const nearest = findNearestName(key, ruleKeys[kind])
    if (Object.hasOwn(foreignKeys, key)) report(at, foreignKeys[key] ?? '')
    else if (nearest !== undefined) {
      report(
        at,
        `A rule has no “${clip(key)}”. Did you mean ${nearest}? Give a key of your own another name.`,
      )
    }
  }
}
