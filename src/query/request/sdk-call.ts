/**
 * Formats a query as a small program that reads every page with Cloudflare's official SDK.
 *
 * The program passes the query under the names of the API, beside the typed arguments, because the SDK's types lack the
 * includes of audit log v2. It has its own loop, because the SDK's paging expects the cursor of v2 at another position
 * than the API documents, and in Python stops v1 after two pages.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { getDataset } from '../../catalog/index.ts'
import { idScopes } from '../../catalog/scopes.ts'
import type { LogQuery, Scope } from '../log-query.ts'
import { toRequestPairs } from '../request-pairs.ts'
import { keepRequired } from '../required/required-filter.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'
import { toUnsentLine } from '../typed/unsent-filters.ts'
import { type ApiRequest, toFirstRequests } from './api-request.ts'

/** The supported languages. */
export type SdkLanguage = 'typescript' | 'python'

/**
 * The program, with a line break at its end; `undefined` when the SDK lacks the dataset, or when the dataset pages by
 * windows. The SDK reads the token from the variable `CLOUDFLARE_API_TOKEN`.
 */
export function toSdkCall(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  language: SdkLanguage,
): string | undefined {
  const dataset = getDataset(query.dataset)
  // A simple loop cannot read a log that pages by windows.
  if (dataset.sdkResource === undefined || dataset.pagination.style === 'window') return undefined
  const unsent = toUnsentLine(query)
  const call = {
    dataset,
    resource: dataset.sdkResource,
    args: [
      ...toScopeArgs(query.scope),
      ...toRequestPairs(dataset, [
        ['since', timeRange.since],
        ['before', timeRange.before],
      ]),
      ...keepRequired(dataset, query.filters).map(
        ({ parameter, values }) => [parameter, values] as const,
      ),
    ],
    queries: toFirstRequests(query, timeRange).map((request) => toSdkQuery(request, dataset)),
    unsent: unsent === undefined ? [] : [unsent],
  } satisfies Call
  return `${(language === 'typescript' ? toTypeScript(call) : toPython(call)).join('\n')}\n`
}

/** The parts of the program, in no language yet. */
type Call = {
  dataset: Dataset
  resource: string
  /** The arguments that the SDK types as required; a list has several values. */
  args: (readonly [name: string, value: string | readonly string[]])[]
  queries: SdkQuery[]
  unsent: string[]
}

/** The keys of one request, each with one value or several. */
type SdkQuery = [key: string, values: string[]][]

function toScopeArgs(scope: Scope): [string, string][] {
  return 'id' in scope ? [[idScopes[scope.kind].variable, scope.id]] : []
}

function toSdkQuery({ pairs }: ApiRequest, { pagination }: Dataset): SdkQuery {
  const valuesByKey = new Map<string, string[]>()
  for (const [key, value] of pairs) {
    // The loop counts the pages.
    if (pagination.style === 'page' && key === pagination.pageParameter) continue
    valuesByKey.set(key, [...(valuesByKey.get(key) ?? []), value])
  }
  return [...valuesByKey]
}

function toTypeScript(call: Call): string[] {
  const { queries, unsent } = call
  const toLines = (query: SdkQuery) => [
    '{',
    ...query.map(([key, values]) => {
      const name = /^\w+$/.test(key) ? key : toLiteral(key)
      return `  ${name}: ${toValue(values, toLiteral)},`
    }),
    '}',
  ]
  const loop = toTypeScriptLoop(call)
  const [first = [], ...others] = queries.map(toLines)
  const body =
    others.length === 0
      ? [`const query = ${first[0]}`, ...first.slice(1), ...loop]
      : [
          'const queries = [',
          ...[first, ...others].flatMap((lines) => [...lines.slice(0, -1), '},']).map(indent),
          ']',
          'for (const query of queries) {',
          ...loop.map(indent),
          '}',
        ]
  return [
    "import Cloudflare from 'cloudflare'",
    '',
    ...unsent.map((line) => `// ${line}`),
    'const client = new Cloudflare() // takes the token from CLOUDFLARE_API_TOKEN',
    ...body,
  ]
}

function toTypeScriptLoop({ dataset, resource, args }: Call): string[] {
  const { style, maxSize } = dataset.pagination
  const [[, id = ''] = []] = args
  const idArgument = dataset.sdkTakesIdFirst ? `${toArgument(id, toLiteral)}, ` : ''
  const typedArgs = args
    .slice(dataset.sdkTakesIdFirst ? 1 : 0)
    .map(([name, value]) => `${name}: ${toArgument(value, toLiteral)}`)
    .join(', ')
  const list = (position: string) =>
    `await client.${resource}.list(${idArgument}{ ${typedArgs} }, { query: { ...query, ${position} } })`
  return style === 'cursor'
    ? [
        'let cursor: string | undefined',
        'do {',
        `  const page = ${list('cursor')}`,
        '  for (const entry of page.result) console.log(JSON.stringify(entry))',
        '  cursor = (page.result_info as { cursor?: string } | undefined)?.cursor',
        '} while (cursor)',
      ]
    : [
        `for (let page = 1, count = ${maxSize}; count === ${maxSize}; page++) {`,
        `  const { result } = ${list('page')}`,
        '  for (const entry of result) console.log(JSON.stringify(entry))',
        '  count = result.length',
        '}',
      ]
}

function toPython(call: Call): string[] {
  const { args, queries, unsent } = call
  // The Python SDK adds the query to its arguments; the TypeScript SDK replaces them by the query.
  const isNoArgument = ([key]: SdkQuery[number]) => !args.some(([name]) => name === key)
  const toLines = (query: SdkQuery) => [
    '    {',
    ...query
      .filter(isNoArgument)
      .map(
        ([key, values]) => `        ${toPythonLiteral(key)}: ${toValue(values, toPythonLiteral)},`,
      ),
    '    },',
  ]
  return [
    'from cloudflare import Cloudflare',
    '',
    ...unsent.map((line) => `# ${line}`),
    'client = Cloudflare()  # takes the token from CLOUDFLARE_API_TOKEN',
    'queries = [',
    ...queries.flatMap(toLines),
    ']',
    'for query in queries:',
    ...toPythonLoop(call).map((line) => `    ${line}`),
  ]
}

function toPythonLoop({ dataset, resource, args }: Call): string[] {
  const { style, maxSize } = dataset.pagination
  const list = (position: string) => [
    `    page = client.${toSnakeCase(resource)}.list(`,
    ...args.map(([name, value]) => `        ${name}=${toArgument(value, toPythonLiteral)},`),
    `        extra_query={**query, ${position}},`,
    '    )',
    '    for entry in page.result:',
    '        print(entry.to_json(indent=None))',
  ]
  return style === 'cursor'
    ? [
        'cursor = {}',
        'while True:',
        ...list('**cursor'),
        '    cursor = {"cursor": getattr(page.result_info, "cursor", None)}',
        '    if not cursor["cursor"]:',
        '        break',
      ]
    : [
        'number = 1',
        'while True:',
        ...list('"page": number'),
        `    if len(page.result) < ${maxSize}:`,
        '        break',
        '    number += 1',
      ]
}

/** Formats one value as a literal, several as a list. */
function toValue(values: readonly string[], toText: (text: string) => string): string {
  const texts = values.map(toText)
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}

/** Formats the value of an argument: a text as a literal, a list as a list, also of one. */
function toArgument(value: string | readonly string[], toText: (text: string) => string): string {
  return typeof value === 'string' ? toText(value) : `[${value.map(toText).join(', ')}]`
}

/** Converts `auditLogs`, the name in the TypeScript SDK, to `audit_logs`, the name in the Python SDK. */
function toSnakeCase(resource: string): string {
  return resource.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Characters that are invisible, or that end a line in one of the languages; they are escaped. */
const unsafeCharacters = /[\p{C}\p{Zl}\p{Zp}]/gu

function toLiteral(text: string): string {
  return JSON.stringify(text).replace(unsafeCharacters, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}

/** A JSON string, in which a character above U+FFFF is one escape: Python does not join surrogate halves. */
function toPythonLiteral(text: string): string {
  return JSON.stringify(text).replace(unsafeCharacters, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16)
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
  })
}

function indent(line: string): string {
  return `  ${line}`
}
