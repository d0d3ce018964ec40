/** All logs of the demo, with what the story has planted in them: the steps of its incident, and its decoys. */
import { readPath } from '../../../catalog/fields.ts'
import { datasets } from '../../../catalog/index.ts'
import { defaultForms } from '../../../emulator/api-forms.ts'
import { incident, storyFacts } from '../../../emulator/data/story/story.ts'
import { decoys } from '../../../emulator/data/story/story-decoys.ts'
import { toStoryMs } from '../../../emulator/data/story/story-events.ts'
import { storyInsights } from '../../../emulator/data/story/story-insights.ts'
import { labsLogins, labsSteps } from '../../../emulator/data/story/story-labs.ts'
import { storyLogins } from '../../../emulator/data/story/story-logins.ts'
import { organizationSteps } from '../../../emulator/data/story/story-organization.ts'
import { storyProvisioning } from '../../../emulator/data/story/story-provisioning.ts'
import { createWorld } from '../../../emulator/data/world.ts'
import type { Scope } from '../../../query/log-query.ts'
import { groupBy } from '../../../query/timeline/group-by.ts'
import type { LogEntry } from './find-findings.ts'

/** What an entry is part of: a step of the incident in the first account, one elsewhere, or a decoy. */
export type StoryPart = { kind: 'step' | 'further step' | 'decoy'; name: string }

/** Every entry of the demo, and its part in the story; `undefined` for everyday work. */
export type StoryLogs = {
  entries: readonly LogEntry[]
  parts: readonly (StoryPart | undefined)[]
}

type Moment = { name: string; day: number; time: string; by?: string; rayId?: string }

/** Steps that show only how things were before the incident. */
const harmless = new Set(['policy-made', 'labs-job-created'])
const isHarmful = ({ name }: Moment) => !harmless.has(name)
const isByIntruder = ({ by }: Moment) => by === storyFacts.victim

/** The names of the steps of each kind. A step may be recorded in several logs. */
export const storyMoments: Readonly<Record<StoryPart['kind'], readonly Moment[]>> = {
  step: incident.filter(isHarmful),
  decoy: decoys,
  'further step': [
    ...labsSteps.filter(isHarmful),
    ...organizationSteps.filter(isByIntruder),
    ...storyInsights.filter(isByIntruder),
    ...storyProvisioning.slice(0, 2),
    ...[...storyLogins, ...labsLogins].filter(isByIntruder),
  ],
}

const v2 = 'account-audit-logs-v2'
const nowMs = Date.parse('2026-11-21T12:00:00Z')
const startDayMs = Date.parse('2026-11-21T00:00:00Z')

/** Which logs are generated: all of all accounts, or audit log v2 of the first account alone. */
export type StoryExtent = 'all logs' | 'v2 alone'

/** Generates the logs of a seed with about this number of entries in audit log v2 of the first account. */
export function createStoryLogs(
  options: { seed: number; entries: number },
  extent: StoryExtent = 'all logs',
): StoryLogs {
  const { estate, findSource } = createWorld({ ...options, nowMs, forms: defaultForms })
  const scopes: readonly Scope[] = [
    ...estate.accounts.map(({ id }) => ({ kind: 'account', id }) as const),
    ...estate.organizations.map(({ id }) => ({ kind: 'organization', id }) as const),
    { kind: 'user' },
  ]
  const isAlone = extent === 'v2 alone'
  const entries = datasets
    .filter(({ id }) => !isAlone || id === v2)
    .flatMap((dataset) =>
      scopes.slice(0, isAlone ? 1 : undefined).flatMap((scope) => {
        const isIn = dataset.scopes.some(({ kind }) => kind === scope.kind)
        const source = isIn ? findSource(dataset.id, scope) : undefined
        const count = source?.firstAt(nowMs) ?? 0
        return Array.from({ length: count }, (_, at) => ({ dataset, entry: source?.entryAt(at) }))
      }),
    )
  const findPart = createPartFinder()
  return { entries, parts: entries.map(findPart) }
}

/** A step is recognized by its Ray ID and kind of log, and in logs without a Ray ID by its time and people. */
function createPartFinder(): (entry: LogEntry) => StoryPart | undefined {
  const planted = (['step', 'further step', 'decoy'] as const).flatMap((kind) =>
    storyMoments[kind].map((moment) => ({
      moment,
      timeMs: toStoryMs(moment, startDayMs),
      part: { kind, name: moment.name },
    })),
  )
  const byTime = groupBy(planted, ({ timeMs }) => timeMs)
  return ({ dataset, entry }) => {
    const [ray] = dataset.roles.ray ?? []
    const found = byTime
      .get(readTimeMs(entry, dataset.timePath))
      ?.find(({ moment }) =>
        ray ? readPath(entry, ray.field) === moment.rayId : isPlanted(dataset.id, entry, moment),
      )
    return found?.part
  }
}

function readTimeMs(entry: unknown, path: string): number {
  return Date.parse(String(readPath(entry, path)))
}

/** An everyday entry may have the same time; those of the story have its people in them. */
function isPlanted(datasetId: string, entry: unknown, { by }: Moment): boolean {
  if (datasetId === 'access-scim-logs') {
    return JSON.stringify(entry).includes(storyFacts.memberEmail)
  }
  if (datasetId === 'insight-audit-logs') {
    return readPath(entry, 'issue_id') === storyFacts.issueId
  }
  return readPath(entry, 'actor.email') === by
}
