/** Writes rules as YAML after Sigma 2.1.0. */
import { Document, Scalar, YAMLMap } from 'yaml'
import type { CorrelationRule, DetectionRule, Rule } from '../rule.ts'
import { formatDetection } from './format-detection.ts'
import type { SigmaValue } from './format-value.ts'
import type { Selection } from './to-selection.ts'

/**
 * The text of a rule, which parses to the same rule. Texts that the file had beside the rule, such as comments, are not
 * kept. A rule for any log is written with the names of its roles, and `new_terms` as it is: both are extensions, see
 * `toRuleArchive` for rules without them.
 */
export function formatRule(rule: Rule): string {
  const document = new Document(toMap(rule))
  return document.toString({
    lineWidth: 0,
    indent: 4,
    singleQuote: true,
    // In one line: the package loses characters of some texts that it breaks into several.
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  })
}

type Content = Scalar | YAMLMap | readonly Content[] | SigmaValue
type Entry = readonly [key: string, value: Content | undefined]

function toMap(rule: Rule): YAMLMap {
  const { license, related = [], fields = [], scope = [] } = rule
  return createMap([
    ['title', toText(rule.title)],
    ['id', rule.id],
    ['name', toText(rule.name)],
    [
      'related',
      toList(
        related.map(({ id, type }) =>
          createMap([
            ['id', id],
            ['type', type],
          ]),
        ),
      ),
    ],
    ['status', rule.status],
    ['description', rule.description === '' ? undefined : toText(rule.description)],
    ['license', toText(license)],
    ['references', toTexts(rule.references)],
    ['author', toText(rule.author)],
    ['date', rule.date],
    ['modified', rule.modified],
    ['tags', toTexts(rule.tags)],
    ...(rule.kind === 'detection' ? toDetection(rule) : toCorrelation(rule)),
    ['fields', toTexts(fields)],
    ['falsepositives', toTexts(rule.falsePositives)],
    ['level', rule.level],
    ['scope', toTexts(scope)],
    ['next', toTexts(rule.next)],
  ])
}

function toDetection({ service, expression }: DetectionRule): readonly Entry[] {
  const { selections, condition } = formatDetection(expression)
  return [
    [
      'logsource',
      createMap([
        ['product', 'cloudflare'],
        ['service', service === 'any' ? undefined : service],
      ]),
    ],
    [
      'detection',
      createMap([
        ...[...selections].map(([name, selection]) => [name, toSelection(selection)] as const),
        ['condition', condition],
      ]),
    ],
  ]
}

function toSelection(selection: Selection): Content {
  if (!(selection instanceof Map)) {
    return (selection as readonly (SigmaValue | Selection)[]).map((item) =>
      item instanceof Map ? toSelection(item) : toValue(item as SigmaValue),
    )
  }
  return createMap(
    [...selection].map(
      ([key, value]): Entry => [key, Array.isArray(value) ? value.map(toValue) : toValue(value)],
    ),
  )
}

function toCorrelation(rule: CorrelationRule): readonly Entry[] {
  const { type, rules, groupBy, timespanMs, aliases, conditions, field, generate } = rule
  const aliasEntries = Object.entries(aliases).map(([alias, fields]): Entry => {
    const entries = Object.entries(fields).map(([id, name]): Entry => [id, toText(name)])
    return [alias, createMap(entries)]
  })
  const condition = createMap([
    ['field', toText(field)],
    ...conditions.map(({ op, count }): Entry => [op, count]),
  ])
  return [
    [
      'correlation',
      createMap([
        ['type', type],
        ['rules', rules],
        ['group-by', groupBy.map((name) => toText(name) ?? '')],
        ['timespan', timespanMs === undefined ? undefined : formatTimespan(timespanMs)],
        ['aliases', aliasEntries.length > 0 ? createMap(aliasEntries) : undefined],
        ['condition', condition.items.length > 0 ? condition : undefined],
      ]),
    ],
    ['generate', generate ? true : undefined],
  ]
}

/** Whole seconds, in the largest unit that has no remainder: `90m`. */
function formatTimespan(timespanMs: number): string {
  const seconds = timespanMs / 1_000
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'm'],
  ] as const
  const [size, letter] = units.find(([size]) => seconds % size === 0) ?? [1, 's']
  return `${seconds / size}${letter}`
}

function createMap(entries: readonly Entry[]): YAMLMap {
  const map = new YAMLMap()
  for (const [key, value] of entries) {
    if (value !== undefined) map.add({ key: toText(key), value })
  }
  return map
}

function toList<T extends Content>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined
}

function toTexts(texts: readonly string[]): Content | undefined {
  return toList(texts.map((text) => toText(text) ?? ''))
}

/** Plain texts that YAML 1.1, which most Sigma tools read, takes for something else. */
const isAmbiguous = /^([-+.\d]|(y|n|yes|no|on|off|true|false|null)$)/i

function toText(text: string | undefined): Scalar | undefined {
  if (text === undefined) return undefined
  const scalar = new Scalar(text)
  if (isAmbiguous.test(text)) scalar.type = 'QUOTE_SINGLE'
  // As a block, the package writes a wrong indentation for a first line that begins with a space.
  if (/^\s/.test(text) && text.includes('\n')) scalar.type = 'QUOTE_DOUBLE'
  return scalar
}

/** Texts of selections are in single quotes, as in the rules of SigmaHQ. */
function toValue(value: SigmaValue): Scalar {
  const scalar = new Scalar(value)
  if (typeof value === 'string')
    scalar.type = value.includes('\n') ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE'
  return scalar
}
