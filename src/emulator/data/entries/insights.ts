/**
 * Generates the Security Center insight log: Cloudflare raises and resolves insights, people classify them and give
 * a reason. Most insights concern a zone, whose id is a number here.
 */

import { type Columns, createColumns, createValueColumn } from '../columns.ts'
import type { Cast } from '../estate/cast.ts'
import type { Account } from '../estate/estate.ts'
import { createOverlayPlan } from '../events/overlay-plan.ts'
import { mix, mixText, pick, toBelow, toFraction, toHex, toTimedUuid } from '../random.ts'
import { createScan, type Scan } from '../scan.ts'
import type { StoryInsight } from '../story/story-step.ts'
import { type TimePlan, toHourOfWeek } from '../time-plan.ts'
import { createDerivedSource, type EntrySource, type Part } from './entry-source.ts'

/** One change of an insight. */
export type Insight = {
  id: string
  changed_at: string
  changed_by: string
  field_changed: 'status' | 'user_classification'
  previous_value: string | null
  current_value: string | null
  rationale: string | null
  issue_id: string
  zone_id?: number
}

/** A change of the story, which is not generated; its time decides its number. */
export type PlantedInsight = StoryInsight & { timeMs: number }

const rationales = [
  'Reviewed with the platform team; the host is decommissioned.',
  'Known, accepted until the migration in Q1.',
  'Scanner misreads the redirect.',
  'Ticket SEC-2214 covers this.',
  'Bestätigt durch die IT — kein Risiko.',
  '<b>see</b> https://wiki.acme.example/sec?x=1&y=2',
]
const classifications = ['false_positive', 'accept_risk', 'other']

type InsightOptions = { key: number; account: Account; cast: Cast; plan: TimePlan; count: number }

/** The insights of an account, and the single pass over them. */
export type ScannedInsights = TimePlan & {
  elementAt: (index: number) => Insight
  scan: Scan<Insight>
}

/** Generates the insights of an account; `planted` changes have to be in order of time. */
export function scanInsights(
  options: InsightOptions & { planted?: readonly PlantedInsight[] },
): ScannedInsights {
  const { planted = [] } = options
  const { timeOf, firstAt, stepAt } = createOverlayPlan(
    options.plan,
    planted.map(({ timeMs }) => timeMs),
  )
  function elementAt(index: number): Insight {
    const change = planted[stepAt(index) ?? -1]
    return change ? toPlantedInsight(change, index, options) : toInsight(index, options)
  }
  return { timeOf, firstAt, elementAt, scan: createScan({ firstAt, elementAt }) }
}

/** The changes of an account's insight log that a condition selects; without one, all of them. */
export function createInsightSource(
  { timeOf, elementAt, scan }: ScannedInsights,
  isIncluded: (insight: Insight) => boolean = () => true,
): EntrySource {
  return createDerivedSource(
    {
      scan,
      timeOf,
      countOf: (insight) => (isIncluded(insight) ? 1 : 0),
      build: ({ index }) => elementAt(index),
    },
    createInsightColumns,
  )
}

function createInsightColumns(): Columns<Part<Insight>> {
  return createColumns<Part<Insight>>([
    createValueColumn('changed_by', ({ element }) => element.changed_by),
    createValueColumn('issue_id', ({ element }) => element.issue_id),
    createValueColumn('field_changed', ({ element }) => element.field_changed),
  ])
}

function toPlantedInsight(
  { timeMs, name, by, field, previous, current, rationale, issueId, zone }: PlantedInsight,
  index: number,
  { account, cast }: InsightOptions,
): Insight {
  const zoneNumber = account.zones.find((each) => each.name === zone)?.number
  return {
    id: toTimedUuid(mixText(account.key, `story ${name}`), index, timeMs),
    changed_at: new Date(timeMs).toISOString(),
    changed_by: cast.findByEmail(by)?.id ?? by,
    field_changed: field,
    previous_value: previous,
    current_value: current,
    rationale,
    issue_id: issueId,
    ...(zoneNumber !== undefined && { zone_id: zoneNumber }),
  }
}

function toInsight(index: number, options: InsightOptions): Insight {
  const { account, cast, plan } = options
  const key = mix(options.key, index)
  const timeMs = plan.timeOf(index)
  const issue = mix(mix(options.key, 1), toBelow(mix(key, 1), Math.ceil(options.count / 4)))
  const isStatus = toFraction(mix(key, 2)) < 0.6
  const isBySystem = isStatus && toFraction(mix(key, 3)) < 0.85
  const person = cast.findOnDuty('people', toHourOfWeek(timeMs), toFraction(mix(key, 4)))
  const zone = toFraction(mix(issue, 2)) < 0.75 ? pick(account.zones, mix(issue, 3)) : undefined
  const change = isStatus ? changeStatus(key) : changeClassification(key)
  return {
    id: toTimedUuid(key, index, timeMs),
    changed_at: new Date(timeMs).toISOString(),
    changed_by: isBySystem ? 'system' : person.id,
    ...change,
    issue_id: toHex(issue, 4, 32),
    ...(zone && { zone_id: zone.number }),
  }
}

type Change = Pick<Insight, 'field_changed' | 'previous_value' | 'current_value' | 'rationale'>

function changeStatus(key: number): Change {
  const [before, after] = pick(
    [
      [null, 'active'],
      ['active', 'resolved'],
      ['active', 'resolved'],
      ['resolved', 'active'],
    ] as const,
    mix(key, 5),
  )
  return {
    field_changed: 'status',
    previous_value: before,
    current_value: after,
    rationale: null,
  }
}

function changeClassification(key: number): Change {
  const value = pick(classifications, mix(key, 5))
  const isCleared = toFraction(mix(key, 6)) < 0.2
  const hasReason = !isCleared && toFraction(mix(key, 7)) < 0.8
  return {
    field_changed: 'user_classification',
    previous_value: isCleared ? value : null,
    current_value: isCleared ? null : value,
    rationale: hasReason ? pick(rationales, mix(key, 8)) : null,
  }
}
