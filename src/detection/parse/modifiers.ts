/** The modifiers of a field name, `name|contains|all`: which ones there are, and which go together. */
import { findNearestName } from '../../query/names/nearest-name.ts'
import { clip } from './yaml-node.ts'

/** How a value is compared; `equals` is the default. */
export type Comparison =
  | 'equals'
  | 'contains'
  | 'startswith'
  | 'endswith'
  | 're'
  | 'cidr'
  | 'exists'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'

/** The modifiers of one field. */
export type Modifiers = {
  comparison: Comparison
  isAll: boolean
  isNegated: boolean
  isCased: boolean
  isReference: boolean
  /** The flags of a regular expression, without duplicates. */
  flags: string
}

/** What a field without modifiers has. */
export const plainModifiers: Modifiers = {
  comparison: 'equals',
  isAll: false,
  isNegated: false,
  isCased: false,
  isReference: false,
  flags: '',
}

const comparisons: readonly Exclude<Comparison, 'equals'>[] = [
  ...(['contains', 'startswith', 'endswith', 're', 'cidr', 'exists'] as const),
  ...(['gt', 'gte', 'lt', 'lte'] as const),
]
const regexFlags = ['i', 'm', 's']
const otherModifiers = ['all', 'neq', 'cased', 'fieldref']
const known: readonly string[] = [...comparisons, ...otherModifiers]

/** Modifiers of Sigma that are not supported, with what to write instead. */
const unsupported: Readonly<Record<string, string>> = {
  windash: 'These logs have no command lines: list the texts, or use re.',
  base64: 'Write the encoded text with contains.',
  base64offset: 'Write the encoded texts with contains.',
  ...Object.fromEntries(
    ['utf16', 'utf16le', 'utf16be', 'wide'].map((name) => [
      name,
      'The logs are Unicode text: write the plain text.',
    ]),
  ),
  expand: 'Placeholders have no values here: write the values.',
  ...Object.fromEntries(
    ['minute', 'hour', 'day', 'week', 'month', 'year'].map((name) => [
      name,
      'Parts of a time cannot be tested: narrow by hours in the search bar.',
    ]),
  ),
}

/** The modifiers with these names, or why they cannot be used and what to write instead. */
export function parseModifiers(
  names: readonly string[],
): { modifiers: Modifiers; problem?: undefined } | { modifiers?: undefined; problem: string } {
  const hasRegex = names.includes('re')
  const isKnown = (name: string) => known.includes(name) || (hasRegex && regexFlags.includes(name))
  const unknown = names.find((name) => !isKnown(name))
  if (unknown !== undefined) return { problem: toUnknownProblem(unknown) }
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) return { problem: `The modifier ${repeated} is written twice.` }
  const flags = names.filter((name) => regexFlags.includes(name))
  if (names.findIndex((name) => regexFlags.includes(name)) === 0) {
    return { problem: `Write the flags after re: re|${flags.join('|')}.` }
  }
  const [comparison = 'equals', ...others] = comparisons.filter((name) => names.includes(name))
  if (others.length > 0) {
    return { problem: `The modifiers ${comparison} and ${others[0]} exclude each other. Keep one.` }
  }
  const has = (name: string) => names.includes(name)
  const problem = findCombinationProblem(comparison, has)
  if (problem !== undefined) return { problem }
  return {
    modifiers: {
      comparison,
      isAll: has('all'),
      isNegated: has('neq'),
      isCased: has('cased'),
      isReference: has('fieldref'),
      flags: flags.join(''),
    },
  }
}

function findCombinationProblem(
  comparison: Comparison,
  has: (name: string) => boolean,
): string | undefined {
  const isText = ['equals', 'contains', 'startswith', 'endswith'].includes(comparison)
  if (has('fieldref') && !isText) {
    return `fieldref compares texts: it goes with contains, startswith and endswith, not with ${comparison}.`
  }
  if (has('cased') && !isText) {
    const remedy = comparison === 're' ? ' A regular expression is cased unless it has re|i.' : ''
    return `cased compares texts: it does not go with ${comparison}. Remove it.${remedy}`
  }
  if (has('all') && has('neq')) {
    return 'all and neq exclude each other: neq means none of the values. Use a selection with not in the condition.'
  }
  if (comparison === 'exists' && (has('all') || has('neq'))) {
    return 'exists takes true or false and no list. Remove the other modifiers.'
  }
  return undefined
}

function toUnknownProblem(name: string): string {
  if (Object.hasOwn(unsupported, name)) {
    return `The modifier ${name} is not supported. ${unsupported[name]}`
  }
  if (regexFlags.includes(name)) return `The modifier ${name} is a flag of re: write re|${name}.`
  const nearest = findNearestName(name, known)
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  return `There is no modifier “${clip(name)}”.${hint} The modifiers are ${known.join(', ')}.`
}
