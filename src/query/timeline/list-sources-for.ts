/** Lists the logs of accounts, zones or organizations that a timeline can read together. Pure: the caller gives what is known. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import { formatSource, maxSources } from '../address/source-text.ts'
import type { Filter, Scope, Source } from '../log-query.ts'
import { listRequiredFilters, type RequiredFilter } from '../required/required-filter.ts'

/** What the caller knows of the logs. */
export type KnownLogs = {
  /** What the proxy says of each dataset; a dataset that is not listed counts as readable. */
  datasets: readonly { id: string; readable: boolean; reason?: string | undefined }[]
  /**
   * The values of a required filter in a scope, such as the identity providers of an account; `undefined` where the list
   * was not read. Without values the log cannot be asked.
   */
  findValues?: (parameter: RequiredFilter, scope: Scope) => readonly string[] | undefined
}

/** A log that is not among the sources, and why, in a sentence. */
export type LeftOutLog = Pick<Source, 'dataset' | 'scope'> & { reason: string }

/** The sources, each once, and the logs of the same scopes that cannot be read. */
export type ListedSources = { sources: readonly Source[]; leftOut: readonly LeftOutLog[] }

/** Maximum number of values of a required filter in one source. */
const maxValues = 20

const userScope: Scope = { kind: 'user' }

/**
 * All logs of these scopes in the order of the scopes and of the catalog, and after them the log of the user, who is the
 * holder of the credential. At most `maxSources`; those of the last scopes are left out first.
 */
export function listSourcesFor(scopes: readonly Scope[], known: KnownLogs): ListedSources {
  const sources: Source[] = []
  const leftOut: LeftOutLog[] = []
  const [user, ...ofUser] = listOfScope(userScope, known, leftOut)
  const ofScopes = scopes
    .filter(({ kind }) => kind !== userScope.kind)
    .flatMap((scope) => listOfScope(scope, known, leftOut))
  const room = maxSources - (user ? 1 : 0)
  const texts = new Set<string>()
  for (const source of [...ofScopes, ...ofUser]) {
    const text = formatSource(source)
    if (texts.has(text)) continue
    texts.add(text)
    if (sources.length < room) sources.push(source)
    else leftOut.push({ ...source, reason: `A timeline has at most ${maxSources} logs.` })
  }
  return { sources: user ? [...sources, user] : sources, leftOut }
}

function listOfScope(scope: Scope, known: KnownLogs, leftOut: LeftOutLog[]): readonly Source[] {
  const ofKind = datasets.filter(({ scopes }) => scopes.some(({ kind }) => kind === scope.kind))
  return ofKind.flatMap((dataset) => {
    const state = known.datasets.find(({ id }) => id === dataset.id)
    const sources = state?.readable === false ? [] : toSources(dataset, scope, known)
    if (sources.length === 0) {
      const reason = state?.readable === false ? state.reason : toUnknownValues(dataset)
      leftOut.push({ dataset: dataset.id, scope, reason: reason ?? 'It cannot be read here.' })
    }
    return sources
  })
}

function toUnknownValues(dataset: Dataset): string {
  const labels = listRequiredFilters(dataset).map(({ valueList }) => valueList.label)
  return `This log is read by ${labels.join(' and ')}, and none is known here.`
}

/** The log as a source, or as several where a required filter has many values: the text of each has to fit into an address. */
function toSources(dataset: Dataset, scope: Scope, { findValues }: KnownLogs): readonly Source[] {
  const required = listRequiredFilters(dataset)
  if (required.length === 0) return [{ dataset: dataset.id, scope }]
  const combinations = required.reduce<readonly (readonly Filter[])[]>(
    (before, parameter) => {
      const filters = toFilters(parameter, findValues?.(parameter, scope) ?? [])
      return before.flatMap((others) => filters.map((filter) => [...others, filter]))
    },
    [[]],
  )
  return combinations.map((filters) => ({ dataset: dataset.id, scope, filters }))
}

function toFilters({ wireName }: RequiredFilter, values: readonly string[]): readonly Filter[] {
  const different = [...new Set(values)]
  return Array.from({ length: Math.ceil(different.length / maxValues) }, (_, index) => ({
    parameter: wireName,
    mode: 'include' as const,
    values: different.slice(index * maxValues, (index + 1) * maxValues),
  }))
}
