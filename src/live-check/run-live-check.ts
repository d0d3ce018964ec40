/**
 * Asks each readable log a number of bounded questions through the proxy. Findings are words and forms; no value of an
 * entry is among them.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { readPath, readText } from '../catalog/fields.ts'
import { datasets } from '../catalog/index.ts'
import type { ValueList } from '../catalog/parameters.ts'
import { formatPath } from '../catalog/path-ids.ts'
import { hasIds, type IdScopeKind, idScopes, type ScopeKind } from '../catalog/scopes.ts'
import { statusPath } from '../contract/paths.ts'
import { statusSchema } from '../contract/status.ts'
import type { Pair } from '../query/query-string.ts'
import { listRequiredFilters } from '../query/required/required-filter.ts'
import { type CheckedLog, createCheckedLog } from './checked-log.ts'
import { type Asker, createAsker, type FetchProxy } from './create-asker.ts'
import type { Answer, LogQuestion } from './question.ts'
import { credentialQuestions } from './questions/credential.ts'
import { entryQuestions } from './questions/entries.ts'
import { filterQuestions } from './questions/filters.ts'
import { pageCeilingQuestion, pagingQuestions } from './questions/paging.ts'
import { arrivalQuestion, timeQuestions } from './questions/time.ts'
import { toRefusalWords, Unanswered } from './unanswered.ts'

/** An answer with its question; `decides` is the switch of the emulator that it is about. */
export type Finding = { title: string; decides: string | undefined; answer: Answer }

/** What was found in one log; `unread` says why it was not asked. */
export type LogFindings = {
  dataset: Dataset
  kind: ScopeKind | undefined
  unread: string | undefined
  /** The title of the log with the same parameters, to which the questions about them were asked. */
  sameAs: string | undefined
  findings: readonly Finding[]
}

/** The result of a check. */
export type CheckResult = {
  mode: 'demo' | 'live'
  version: string
  tokenState: string | undefined
  logs: readonly LogFindings[]
  general: readonly Finding[]
  sent: number
  /** Why the check ended early, if it did. */
  stopped: string | undefined
}

/** What a check needs. `ids`: scopes to ask instead of the first ones; `given`: values of required parameters. */
export type CheckTools = {
  fetchProxy: FetchProxy
  now: () => number
  maxRequests: number
  ids: Readonly<Partial<Record<IdScopeKind, string>>>
  given: readonly Pair[]
  isLimited: boolean
  /** Says what is asked next. */
  onProgress: (words: string) => void
}

/** Every question to a log, in the order in which they are asked; those that cost no request come first. */
export const logQuestions: readonly LogQuestion[] = [
  ...entryQuestions,
  ...pagingQuestions,
  ...timeQuestions,
  ...filterQuestions,
  pageCeilingQuestion,
  arrivalQuestion,
]

type Opened = { dataset: Dataset; log?: CheckedLog; kind?: ScopeKind; unread?: string }

/** Runs the check. Rejects when the proxy does not answer at all. */
export async function runLiveCheck(tools: CheckTools): Promise<CheckResult> {
  const status = await readStatus(tools.fetchProxy)
  const asker = createAsker(tools.fetchProxy, tools.maxRequests)
  const tokenState = status.token?.state
  const credential = { asker, tokenState, isLimited: tools.isLimited }
  const [first, ...last] = credentialQuestions
  const general: Finding[] = []
  const askGeneral = async (question: (typeof credentialQuestions)[number]) => {
    const answer = await toAnswer(() => question.ask(credential))
    general.push({ title: question.title, decides: question.decides, answer })
  }
  if (first) await askGeneral(first)
  const opened = await openLogs(tools, asker, status)
  const logs = await askLogs(opened, asker, tools.onProgress)
  for (const question of last) await askGeneral(question)
  const { sent, stopped } = asker.state()
  const { mode, version } = status
  return { mode, version, tokenState, logs, general, sent, stopped }
}

async function readStatus(fetchProxy: FetchProxy) {
  const response = await fetchProxy(statusPath)
  const parsed = statusSchema.safeParse(await response.json())
  if (parsed.success) return parsed.data
  throw new Error(`The proxy answered ${statusPath} with ${response.status} and no status.`)
}

/** Finds a scope of each kind, and reads the newest entries of each log. */
async function openLogs(
  tools: CheckTools,
  asker: Asker,
  status: Awaited<ReturnType<typeof readStatus>>,
): Promise<readonly Opened[]> {
  const findId = createIdFinder(tools, asker)
  const opened: Opened[] = []
  for (const dataset of datasets) {
    const state = status.datasets.find(({ id }) => id === dataset.id)
    tools.onProgress(dataset.title)
    opened.push(
      await openLog(dataset, state?.readable === false ? state.reason : undefined, {
        tools,
        asker,
        findId,
      }),
    )
  }
  return opened
}

type IdFinder = (kind: ScopeKind) => Promise<Readonly<Record<string, string>>>

async function openLog(
  dataset: Dataset,
  reason: string | undefined,
  { tools, asker, findId }: { tools: CheckTools; asker: Asker; findId: IdFinder },
): Promise<Opened> {
  const reasons: string[] = reason === undefined ? [] : [reason]
  for (const { kind, path, permission } of dataset.scopes) {
    try {
      const ids = await findId(kind)
      const scopedPath = formatPath(path, ids)
      const given = await findGiven(dataset, ids, tools, asker)
      const log = createCheckedLog({ ...tools, asker, dataset, kind, path: scopedPath, given })
      await log.sample()
      return { dataset, log, kind }
    } catch (error) {
      reasons.push(toUnreadReason(error, kind, permission))
    }
  }
  return { dataset, unread: reasons.join(' ') }
}

/** The values of required filters: those of the arguments, else the first of their lists, usual ones first. */
async function findGiven(
  dataset: Dataset,
  ids: Readonly<Record<string, string>>,
  { given }: CheckTools,
  asker: Asker,
): Promise<readonly Pair[]> {
  const pairs: Pair[] = []
  for (const { wireName, valueList } of listRequiredFilters(dataset)) {
    const own = given.filter(([key]) => key === wireName)
    pairs.push(
      ...(own.length > 0 ? own : [[wireName, await findListed(valueList, ids, asker)] as const]),
    )
  }
  return pairs
}

async function findListed(
  { path, permission, label, pluralLabel, valueField, usual }: ValueList,
  ids: Readonly<Record<string, string>>,
  asker: Asker,
): Promise<string> {
  const { page, refusal } = await asker.ask(formatPath(path, ids), [])
  if (refusal) {
    throw new Unanswered(
      `the list of ${pluralLabel} is refused ${toRefusalWords(refusal)}. That list needs: ${permission}.`,
    )
  }
  const values = page.entries.toSorted(
    (one, other) =>
      Number(readPath(other, usual.field) === true) - Number(readPath(one, usual.field) === true),
  )
  const value = readText(values[0], valueField)
  if (value === '') throw new Unanswered(`the credential sees no ${label}.`)
  return value
}

function toUnreadReason(error: unknown, kind: ScopeKind, permission: string): string {
  if (!(error instanceof Unanswered)) throw error
  const { refusal } = error
  if (!refusal) return `In the scope ${kind}: ${error.message}`
  const link = refusal.documentationUrl
  // Ids have digits, the addresses of documentation have none.
  const isShown = /^https:\/\/developers\.cloudflare\.com\/[a-z_/#-]{0,200}$/i.test(link ?? '')
  const linkWords =
    link === undefined
      ? 'The answer has no link to documentation.'
      : isShown
        ? `The answer links to ${link}`
        : 'The answer has a link to documentation.'
  return `In the scope ${kind} the API refuses ${toRefusalWords(refusal)}. It needs: ${permission}. ${linkWords}`
}

/** The ids in the path of a scope: the given one, or the first that the credential may see. */
function createIdFinder({ ids }: CheckTools, asker: Asker): IdFinder {
  const found = new Map<IdScopeKind, string>()
  return async (kind) => {
    if (!hasIds(kind)) return {}
    const { list, label, variable } = idScopes[kind]
    const known = ids[kind] ?? found.get(kind)
    if (known !== undefined) return { [variable]: known }
    const { page, refusal } = await asker.ask(list.path, [])
    if (refusal) throw new Unanswered(`the list is refused ${toRefusalWords(refusal)}.`)
    const id = readText(page.entries[0], 'id')
    if (id === '') throw new Unanswered(`the credential sees no ${label}.`)
    found.set(kind, id)
    return { [variable]: id }
  }
}

/** Asks each question to all logs before the next one, so that a limit of requests leaves out the same for all. */
async function askLogs(
  opened: readonly Opened[],
  asker: Asker,
  onProgress: (words: string) => void,
): Promise<readonly LogFindings[]> {
  const logs = opened.flatMap(({ log }) => log ?? [])
  const results = opened.map(({ dataset, log, kind, unread }) => ({
    ...{ dataset, log, kind, unread, findings: [] as Finding[] },
    sameAs: log && findSame(log, logs)?.title,
  }))
  for (const question of logQuestions) {
    asker.reserve(question === arrivalQuestion ? 0 : logs.length)
    for (const { dataset, log, sameAs, findings } of results) {
      const isSkipped = sameAs !== undefined && !question.isOfEntries
      if (!log || isSkipped || !question.isFor(dataset)) continue
      onProgress(`${dataset.title}: ${question.title}`)
      findings.push(await askLog(question, log, logs))
    }
  }
  return results
}

/** The first log with the same parameters, other than the log itself. */
function findSame({ dataset }: CheckedLog, logs: readonly CheckedLog[]): Dataset | undefined {
  const first = logs.find((each) => each.dataset.parameters === dataset.parameters)
  return first?.dataset === dataset ? undefined : first?.dataset
}

async function askLog(
  question: LogQuestion,
  log: CheckedLog,
  logs: readonly CheckedLog[],
): Promise<Finding> {
  const { title, decides } = question
  const answer = await toAnswer(() => question.ask(log, logs))
  return { title, decides: decides?.isFor(log.dataset) ? decides.name : undefined, answer }
}

async function toAnswer(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Unanswered) return { open: error.message }
    throw error
  }
}
