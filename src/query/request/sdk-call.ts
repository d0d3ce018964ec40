/**
 * A question as a small program with Cloudflare's official SDK, which reads every page.
 *
 * The query is given under the API's own names, beside the typed arguments: the SDK's types lack the
 * includes of audit log v2. The loops are written out, because the SDK's own paging looks for the cursor
 * of v2 elsewhere than the API documents it, and in Python ends v1 after two pages.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { getDataset } from '../../catalog/index.ts'
import { idScopes } from '../../catalog/scopes.ts'
import type { LogQuery, Scope } from '../log-query.ts'
import { toRequestPairs } from '../request-pairs.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'
import { toUnsentLine } from '../typed/unsent-filters.ts'
import { type ApiRequest, toFirstRequests } from './api-request.ts'

/** The languages whose SDK is known here. */
export type SdkLanguage = 'typescript' | 'python'

/**
 * The program, ending in a line break; `undefined` when the SDK does not cover the dataset. The credential
 * stays in the variable `CLOUDFLARE_API_TOKEN`, where the SDK looks for it.
 */
export function toSdkCall(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  language: SdkLanguage,
): string | undefined {
  const dataset = getDataset(query.dataset)
  // How a log without pages is read whole takes more than a loop.
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
    ],
    queries: toFirstRequests(query, timeRange).map((request) => toEntries(request, dataset)),
    unsent: unsent === undefined ? [] : [unsent],
  } satisfies Call
  return `${(language === 'typescript' ? toTypeScript(call) : toPython(call)).join('\n')}\n`
}

/** What both languages are written from; a query holds its keys with one value or several. */
type Call = {
  dataset: Dataset
  resource: string
  args: (readonly [name: string, value: string])[]
  queries: Entries[]
  unsent: string[]
}

type Entries = [key: string, values: string[]][]

function toScopeArgs(scope: Scope): [string, string][] {
  return 'id' in scope ? [[idScopes[scope.kind].variable, scope.id]] : []
}

function toEntries({ pairs }: ApiRequest, { pagination }: Dataset): Entries {
  const entries = new Map<string, string[]>()
  for (const [key, value] of pairs) {
    // The loop counts the pages.
    if (pagination.style === 'page' && key === pagination.pageParameter) continue
    entries.set(key, [...(entries.get(key) ?? []), value])
  }
  return [...entries]
}

function toTypeScript(call: Call): string[] {
  const { queries, unsent } = call
  const toQuery = (entries: Entries) => [
    '{',
    ...entries.map(([key, values]) => {
      const name = /^\w+$/.test(key) ? key : toLiteral(key)
      return `  ${name}: ${toValue(values, toLiteral)},`
    }),
    '}',
  ]
  const loop = toTypeScriptLoop(call)
  const [first = [], ...others] = queries.map(toQuery)
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
  const typedArgs = args.map(([name, value]) => `${name}: ${toLiteral(value)}`).join(', ')
  const list = (place: string) =>
    `await client.${resource}.list({ ${typedArgs} }, { query: { ...query, ${place} } })`
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
  // The Python SDK adds the query to its arguments; the TypeScript one takes it in their place.
  const isNoArgument = ([key]: Entries[number]) => !args.some(([name]) => name === key)
  const toQuery = (entries: Entries) => [
    '    {',
    ...entries
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
    ...queries.flatMap(toQuery),
    ']',
    'for query in queries:',
    ...toPythonLoop(call).map((line) => `    ${line}`),
  ]
}

function toPythonLoop({ dataset, resource, args }: Call): string[] {
  const { style, maxSize } = dataset.pagination
  const list = (place: string) => [
    `    page = client.${toSnakeCase(resource)}.list(`,
    ...args.map(([name, value]) => `        ${name}=${toPythonLiteral(value)},`),
    `        extra_query={**query, ${place}},`,
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

/** One value stands alone, several in a list. */
function toValue(values: readonly string[], toText: (text: string) => string): string {
  const texts = values.map(toText)
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}

/** Stainless, which makes the SDKs, names in Python what is `auditLogs` in TypeScript `audit_logs`. */
function toSnakeCase(resource: string): string {
  return resource.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** What cannot be seen, or would end a line in one of the languages, is written as an escape. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu

function toLiteral(text: string): string {
  return JSON.stringify(text).replace(unseen, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}

/** As in JSON, but a character beyond U+FFFF is one escape: two halves would stay two in Python. */
function toPythonLiteral(text: string): string {
  return JSON.stringify(text).replace(unseen, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16)
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
  })
}

function indent(line: string): string {
  return `  ${line}`
}
