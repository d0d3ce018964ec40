/**
 * Everything the emulator can tell, put together: a seed and a day make accounts, people, events and
 * the logs about them, with the story planted in the first account. The day is that of the start, so restarting on the same day changes nothing.
 */
import { findDataset, type ScopeKindsOf } from '../../catalog/index.ts'
import type { ScopeKind } from '../../catalog/scopes.ts'
import type { Scope } from '../../query/log-query.ts'
import { createUserV1Source, createV1Source, type ScannedEvents } from './entries/entries-v1.ts'
import { createV2Source, type EntryForms } from './entries/entries-v2.ts'
import type { EntrySource } from './entries/entry-source.ts'
import { createInsightSource, type ScannedInsights, scanInsights } from './entries/insights.ts'
import { createCast, findHolderId } from './estate/cast.ts'
import { type Account, createEstate, type Estate } from './estate/estate.ts'
import { createEventStream } from './events/events.ts'
import { mix, mixText } from './random.ts'
import { createScan } from './scan.ts'
import { minEntriesForStory, plantStory, toStoryMs } from './story/story-events.ts'
import { storyInsights } from './story/story-insights.ts'
import { createTimePlan } from './time-plan.ts'

/** Finds the log in the scope of this id, which is empty for a kind without ids. */
type FindLog = (id: string) => EntrySource | undefined

/** The logs by dataset and kind of scope: a dataset of the catalog does not compile until it is here. */
type Logs = { [Id in keyof ScopeKindsOf]: { [Kind in ScopeKindsOf[Id]]: FindLog } }

/** Everything that can be told. */
export type World = {
  estate: Estate
  /** The log of a dataset in a scope; `undefined` when there is no such dataset or scope. */
  findSource: (datasetId: string, scope: Scope) => EntrySource | undefined
  /** Reads all events up to a time, so that no request has to. */
  prepare: (timeMs: number) => void
}

const dayMs = 86_400_000
const historyDays = 30

/** Creates the world; nothing happens in it before it is prepared, or asked for. */
export function createWorld(options: {
  seed: number
  entries: number
  nowMs: number
  forms: EntryForms
}): World {
  const seedKey = mix(mixText(0, 'gumshoe'), Math.trunc(options.seed))
  const estate = createEstate(seedKey)
  const startMs = Math.floor(options.nowMs / dayMs) * dayMs - historyDays * dayMs
  const accountLogs = estate.accounts.map((account, number) =>
    once(() => createAccountLogs({ ...options, seedKey, startMs, account, number })),
  )
  const user = once(() =>
    createUserV1Source(
      accountLogs.map((each) => each().events),
      findHolderId(seedKey),
    ),
  )
  const zones = new Map(
    estate.zones.map((zone) => {
      const number = estate.accounts.findIndex(({ id }) => id === zone.accountId)
      return [
        zone.id,
        once(() => {
          const { scanned } = getLogs(accountLogs, number)
          return createInsightSource(scanned, ({ zone_id }) => zone_id === zone.number)
        }),
      ]
    }),
  )

  const inAccount = (name: 'v2' | 'v1' | 'insights') => (accountId: string) =>
    accountLogs[estate.accounts.findIndex(({ id }) => id === accountId)]?.()[name]
  const logs: Logs = {
    'account-audit-logs-v2': { account: inAccount('v2') },
    'account-audit-logs-v1': { account: inAccount('v1') },
    'user-audit-logs-v1': { user },
    'insight-audit-logs': { account: inAccount('insights'), zone: (id) => zones.get(id)?.() },
  }

  function prepare(timeMs: number): void {
    // All logs have to listen before the one pass over the events begins.
    const own = accountLogs.map((each) => each())
    user().firstAt(timeMs)
    for (const { v2, v1, insights } of own) {
      for (const source of [v2, v1, insights]) source.firstAt(timeMs)
    }
  }

  return { estate, findSource: (id, scope) => findLog(logs, id, scope), prepare }
}

function findLog(
  logs: Readonly<Record<string, Partial<Record<ScopeKind, FindLog>>>>,
  datasetId: string,
  scope: Scope,
): EntrySource | undefined {
  const find = logs[datasetId]?.[scope.kind]
  if (find) return find('id' in scope ? scope.id : '')
  if (findDataset(datasetId)?.scopes.some(({ kind }) => kind === scope.kind)) {
    throw new Error(
      `The emulator has no log of ${datasetId} by ${scope.kind}; add it to the logs in emulator/data/world.ts.`,
    )
  }
  return undefined
}

type AccountLogs = {
  events: ScannedEvents
  scanned: ScannedInsights
  v2: EntrySource
  v1: EntrySource
  insights: EntrySource
}

function createAccountLogs(options: {
  seedKey: number
  entries: number
  startMs: number
  account: Account
  number: number
  forms: EntryForms
}): AccountLogs {
  const { seedKey, startMs, account, number, forms } = options
  const cast = createCast(seedKey, { id: account.id, number })
  const { hourWeights } = cast
  const key = mix(mixText(seedKey, 'events'), number)
  const count = Math.max(1, Math.round(options.entries * account.share))
  const plan = createTimePlan({ key, startMs, count, hourWeights })
  // The story belongs to the main account, and needs some everyday events around it.
  const hasStory = number === 0 && options.entries >= minEntriesForStory
  const startDayMs = startMs + historyDays * dayMs
  const planted = hasStory ? plantStory({ account, cast, startDayMs }) : []
  const stream = createEventStream({ key, account, cast, plan, planted })
  const events = {
    stream,
    scan: createScan({ firstAt: stream.firstAt, elementAt: stream.eventAt }),
  }

  const insightKey = mix(mixText(seedKey, 'insights'), number)
  const insightCount = Math.round(
    Math.min(5000, Math.max(600, options.entries / 20)) * Math.max(account.share, 0.1),
  )
  const insightPlan = createTimePlan({ key: insightKey, startMs, count: insightCount, hourWeights })
  const scanned = scanInsights({
    key: insightKey,
    account,
    cast,
    plan: insightPlan,
    count: insightCount,
    planted: hasStory
      ? storyInsights.map((each) => ({ ...each, timeMs: toStoryMs(each, startDayMs) }))
      : [],
  })
  return {
    events,
    scanned,
    v2: createV2Source(events, forms),
    v1: createV1Source(events),
    insights: createInsightSource(scanned),
  }
}

function getLogs(logs: readonly (() => AccountLogs)[], number: number): AccountLogs {
  const own = logs[number]
  if (!own) throw new Error(`There is no account number ${number}.`)
  return own()
}

function once<T>(create: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: create() }
    return made.value
  }
}
