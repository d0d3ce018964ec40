/** What filters do: include, exclude, several values, upper and lower case, ranges of addresses. */
import type { Parameter } from '../../catalog/parameters.ts'
import type { Pair } from '../../query/query-string.ts'
import {
  type CheckedEntry,
  type CheckedLog,
  findFilterText,
  listFieldFilters,
} from '../checked-log.ts'
import type { Answer, LogQuestion } from '../question.ts'
import { toRefusalWords, Unanswered } from '../unanswered.ts'

const size = 100

/** A filter, the values that entries of the sample have for it, most frequent first, and whether all have one. */
type KnownValues = { parameter: Parameter; values: readonly string[] }

/** The filters with at least `count` known values that the proxy lets pass. */
async function listKnown(
  log: CheckedLog,
  count: number,
  isWanted: (parameter: Parameter) => boolean,
): Promise<readonly KnownValues[]> {
  // An answer has as many entries: without the filter, it would have these values.
  const entries = (await log.sample()).entries.slice(0, size)
  const known = listFieldFilters(log.dataset)
    .filter(isWanted)
    .map((parameter) => ({ parameter, values: listValues(parameter, entries) }))
    .filter(({ values }) => values.length >= count)
  if (known.length > 0) return known
  throw new Unanswered(
    `no filter has ${count === 1 ? 'a value' : `${count} different values`} in the newest entries.`,
  )
}

function listValues(parameter: Parameter, entries: readonly CheckedEntry[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const entry of entries) {
    const text = findFilterText(parameter, entry)
    if (text === undefined) continue
    if (parameter.kind === 'choice' && !parameter.values?.includes(text)) continue
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([text]) => text)
}

/** The entries that a request with these filters returns, or the words for its refusal. */
async function readFiltered(log: CheckedLog, filters: readonly Pair[]) {
  const { page, refusal } = await log.request({ filters, size })
  if (refusal) return { refused: toRefusalWords(refusal), texts: () => [] }
  return {
    texts: (parameter: Parameter) =>
      page.entries.map((value) =>
        findFilterText(parameter, { value, key: '', time: '', timeMs: 0 }),
      ),
  }
}

async function askInclude(log: CheckedLog): Promise<Answer> {
  const known = await listKnown(log, 2, ({ kind }) => kind !== 'boolean')
  const { parameter, values } = known.find((each) => each.parameter.exclude) ?? known[0] ?? {}
  const value = values?.at(-1)
  if (!parameter || value === undefined) throw new Unanswered('no filter has known values.')
  const { refused, texts } = await readFiltered(log, [[parameter.wireName, value]])
  const name = parameter.exclude
    ? `${parameter.wireName} (the SDK types only its exclude)`
    : parameter.wireName
  if (refused) return { words: `${name} is refused ${refused}.` }
  const found = texts(parameter)
  const hits = found.filter((text) => text === value).length
  if (found.length === 0)
    return { words: `${name} finds nothing, although entries have the value.` }
  return {
    words: hits === found.length ? `${name} works.` : `${name} is ignored: other values come too.`,
  }
}

async function askExclude(log: CheckedLog): Promise<Answer> {
  const [known] = await listKnown(log, 2, ({ exclude }) => exclude)
  const value = known?.values[0]
  if (!known || value === undefined) throw new Unanswered('no filter has known values.')
  const { parameter } = known
  const { refused, texts } = await readFiltered(log, [[`${parameter.wireName}.not`, value]])
  const name = `${parameter.wireName}.not`
  if (refused) return { words: `${name} is refused ${refused}.` }
  const found = texts(parameter)
  if (found.includes(value)) return { words: `${name} is ignored: the excluded value comes too.` }
  const hasNone = found.includes(undefined)
  return {
    words: `${name} works${hasNone ? ', and entries without a value pass' : ''}.`,
  }
}

async function askSeveralExcludes(log: CheckedLog): Promise<Answer> {
  const known = await listKnown(log, 3, ({ exclude, repeats }) => exclude && repeats)
  const { parameter, values = [] } = known[0] ?? {}
  const [first, second] = values
  if (!parameter || first === undefined || second === undefined) {
    throw new Unanswered('no filter has known values.')
  }
  const name = `${parameter.wireName}.not`
  const { refused, texts } = await readFiltered(log, [
    [name, first],
    [name, second],
  ])
  if (refused) return { words: `${name} twice is refused ${refused}.` }
  const found = texts(parameter)
  const left = [first, second].filter((value) => found.includes(value))
  if (left.length === 0) return { words: `${name} twice excludes both values.` }
  if (left.length === 2) return { words: `${name} twice excludes neither value.` }
  return { words: `${name} twice excludes only the ${left[0] === first ? 'last' : 'first'} value.` }
}

/** The text with the case of each letter exchanged. */
function swapCase(text: string): string {
  return [...text]
    .map((letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    )
    .join('')
}

async function askCase(log: CheckedLog): Promise<Answer> {
  const known = await listKnown(
    log,
    1,
    ({ kind, operator }) => ['text', 'email'].includes(kind) && operator?.include === undefined,
  )
  const isUsable = (value: string) => value !== swapCase(value) && /^[\x21-\x7e]+$/.test(value)
  const usable = known.flatMap(({ parameter, values }) => {
    const value = values.find(isUsable)
    return value === undefined ? [] : [{ parameter, value }]
  })
  const words: string[] = []
  for (const { parameter, value } of usable.slice(0, 2)) {
    const { refused, texts } = await readFiltered(log, [[parameter.wireName, swapCase(value)]])
    const found = texts(parameter)
    const isSame =
      found.length > 0 && found.every((text) => text?.toLowerCase() === value.toLowerCase())
    words.push(
      refused
        ? `${parameter.wireName} in another case is refused ${refused}`
        : found.length === 0
          ? `${parameter.wireName} in another case finds nothing`
          : `${parameter.wireName} ${isSame ? 'ignores case' : 'in another case finds other values too'}`,
    )
  }
  if (words.length === 0) throw new Unanswered('no value of a filter has letters.')
  return { words: `${words.join('; ')}.` }
}

/** The /24 network of an IPv4 address: its text, and the beginning that its addresses share. */
function findNetwork(address: string): { range: string; start: string } | undefined {
  const start = /^(?:\d{1,3}\.){3}(?=\d{1,3}$)/.exec(address)?.[0]
  return start === undefined ? undefined : { range: `${start}0/24`, start }
}

async function askNetwork(log: CheckedLog): Promise<Answer> {
  const parameter = listFieldFilters(log.dataset).find(({ kind }) => kind.startsWith('ip'))
  if (!parameter) throw new Unanswered('this log has no filter for addresses.')
  if (parameter.kind === 'ip') {
    throw new Unanswered(
      `the proxy refuses ranges for ${parameter.wireName}, because none are documented.`,
    )
  }
  const { entries } = await log.sample()
  const networks = entries.flatMap((entry) => {
    const text = findFilterText(parameter, entry)
    return text === undefined ? [] : [findNetwork(text)]
  })
  const network = networks.find((each) => each !== undefined)
  if (!network) throw new Unanswered('no entry has an IPv4 address.')
  const { refused, texts } = await readFiltered(log, [[parameter.wireName, network.range]])
  if (refused) return { words: `a network for ${parameter.wireName} is refused ${refused}.` }
  const found = texts(parameter)
  if (found.length === 0) return { words: `a network for ${parameter.wireName} finds nothing.` }
  const isInside = found.every((text) => text?.startsWith(network.start))
  return {
    words: isInside
      ? `${parameter.wireName} accepts a network and finds its addresses.`
      : `a network for ${parameter.wireName} is ignored: other addresses come too.`,
  }
}

/** The questions, in the order in which they are asked. */
export const filterQuestions: readonly LogQuestion[] = [
  { title: 'An include', isFor: () => true, ask: askInclude },
  {
    title: 'An exclude',
    isFor: ({ parameters }) => parameters.some(({ exclude }) => exclude),
    ask: askExclude,
  },
  {
    title: 'Two excludes of one parameter',
    isFor: ({ parameters }) => parameters.some(({ exclude, repeats }) => exclude && repeats),
    ask: askSeveralExcludes,
  },
  { title: 'A value in another case', isFor: () => true, ask: askCase },
  {
    title: 'A network as address',
    isFor: ({ parameters }) => parameters.some(({ kind }) => kind.startsWith('ip')),
    ask: askNetwork,
  },
]
