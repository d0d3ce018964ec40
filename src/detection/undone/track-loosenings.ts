/**
 * Follows all entries of a list that loosened security: collects what the list says later about their resources, and says of
 * each resource whether the loosening is over.
 */
import { getMatcher } from '../evaluate/get-matcher.ts'
import { type DetectionRule, type Rule, ruleLevels } from '../rule.ts'
import {
  type ChangedResource,
  findChangedResource,
  findCollectionPath,
  isSameElsewhere,
  isSameResource,
  type ListEntry,
  readResourceKeys,
  toResourceKeys,
} from './changed-resource.ts'
import { listAddedMembers, recordsMembers } from './group-members.ts'
import type { SubsequentEntry } from './judge-subsequent.ts'
import { listEffectRules } from './loosening-rules.ts'
import {
  joinStates,
  type LooseningState,
  stateOrder,
  trackLoosening,
  withEffects,
} from './track-loosening.ts'

/** An entry of a list, by its row. */
export type RowEntry = ListEntry & { row: number }

/** A later entry with its row. */
export type SubsequentRow = SubsequentEntry & { row: number }

/** An entry that loosened security: what each of its rules found, and what became of it. */
export type TrackedEntry = {
  loosened: ChangedResource & { row: number }
  rules: readonly { rule: DetectionRule; state: LooseningState<SubsequentRow> }[]
  state: LooseningState<SubsequentRow>
}

/** A resource whose security entries loosened. */
export type TrackedResource = {
  /** The latest first. */
  entries: readonly [TrackedEntry, ...TrackedEntry[]]
  state: LooseningState<SubsequentRow>
  /** The rules that are not known to be undone, or all of them where all are; the most severe first. */
  rules: readonly [DetectionRule, ...DetectionRule[]]
  /** The latest entry that the first of these rules found. */
  shown: TrackedEntry
}

/** An entry that rules with the effect “loosens” match, and these rules. */
export type LoosenedEntry = RowEntry & { rules: readonly DetectionRule[] }

/** Collects the entries of a list one by one, in any order. */
export type LooseningCollector = {
  /** Takes an entry; most are not about a resource that was loosened, and are passed over quickly. */
  add: (entry: RowEntry) => void
  /** What became of each entry that loosened security, one at a time, the latest first. */
  track: () => Generator<TrackedEntry, void, undefined>
}

type Target = { loosened: TrackedEntry['loosened']; rules: readonly DetectionRule[] }

/** The entry with the rules that loosen security and match it; `undefined` without one. */
export function findLoosened(entry: RowEntry, rules: readonly Rule[]): LoosenedEntry | undefined {
  const matching = listEffectRules(rules, 'loosens', entry.dataset).filter((rule) =>
    getMatcher(rule, entry.dataset)(entry.entry),
  )
  return matching.length === 0 ? undefined : { ...entry, rules: matching }
}

/** Prepares to track these entries. Of `rules`, the detections with an effect tell what later entries did. */
export function collectLoosenings(
  entries: readonly LoosenedEntry[],
  rules: readonly Rule[],
): LooseningCollector {
  const targets = entries.flatMap((entry) => findTarget(entry) ?? [])
  const byKey = new Map<string, SubsequentRow[]>()
  for (const { loosened } of targets) for (const key of listKeys(loosened)) byKey.set(key, [])

  function add(entry: RowEntry): void {
    if (byKey.size === 0) return
    const lists = readResourceKeys(entry).flatMap((key) => {
      const list = byKey.get(key)
      return list ? [list] : []
    })
    const found = lists.length > 0 ? findChangedResource(entry) : undefined
    if (!found) return
    const later = withEffects({ ...found, row: entry.row }, rules)
    for (const list of lists) list.push(later)
  }

  /** The entries under some keys in order of time; those of one resource have the same keys. */
  const histories = new Map<string, readonly SubsequentRow[]>()
  function listHistory(loosened: ChangedResource): readonly SubsequentRow[] {
    const keys = listKeys(loosened)
    const name = keys.join('\n')
    const known = histories.get(name)
    if (known) return known
    const entriesOfKeys = new Set(keys.flatMap((key) => byKey.get(key) ?? []))
    const history = [...entriesOfKeys].sort((a, b) => a.fromMs - b.fromMs)
    histories.set(name, history)
    return history
  }

  function* track(): Generator<TrackedEntry, void, undefined> {
    const known = new Map<DetectionRule, Map<number, LooseningState<SubsequentRow>>>()
    for (const { loosened, rules: ofEntry } of targets.toSorted(compareTargets)) {
      const history = listHistory(loosened)
      const tracked = ofEntry.map((rule) => {
        const byRow = known.get(rule) ?? new Map<number, LooseningState<SubsequentRow>>()
        known.set(rule, byRow)
        const state = trackLoosening(loosened, rule, history, ({ row }) => byRow.get(row))
        byRow.set(loosened.row, state)
        return { rule, state }
      })
      yield { loosened, rules: tracked, state: joinStates(tracked.map(({ state }) => state)) }
    }
  }

  return { add, track }
}

/** Groups what was tracked by resource, in both of two logs that record it. What is still in effect is first. */
export function groupByResource(tracked: readonly TrackedEntry[]): readonly TrackedResource[] {
  const groups: TrackedEntry[][] = []
  const byKey = new Map<string, TrackedEntry[][]>()
  for (const each of tracked) {
    const { loosened } = each
    const { ids, path } = loosened
    const keys = ids.length > 0 ? ids : toResourceKeys([], path)
    const known = keys
      .flatMap((key) => byKey.get(key) ?? [])
      .find((group) => group.some((other) => isOfSame(other.loosened, loosened)))
    const group = known ?? []
    group.push(each)
    if (!known) groups.push(group)
    for (const key of keys) {
      const ofKey = byKey.get(key) ?? []
      if (!ofKey.includes(group)) byKey.set(key, [...ofKey, group])
    }
  }
  return groups.flatMap((group) => toResource(group) ?? []).toSorted(compareResources)
}

/** The ids and paths under which other entries are about the same resource, or contain it. */
function listKeys(loosened: ChangedResource): readonly string[] {
  const { ids, path, dataset } = loosened
  const collection = findCollectionPath(loosened)
  return [
    ...toResourceKeys(ids, path),
    ...(path === undefined ? [] : listPathsAbove(path)),
    ...(collection === undefined ? [] : [collection]),
    ...(recordsMembers(dataset) ? listAddedMembers(loosened) : []),
  ]
}

function listPathsAbove(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(2).map((_, at) => parts.slice(0, at + 2).join('/'))
}

function findTarget({ rules, ...entry }: LoosenedEntry): Target | undefined {
  const found = findChangedResource(entry)
  return found && !found.isFailed ? { loosened: { ...found, row: entry.row }, rules } : undefined
}

function compareTargets(a: Target, b: Target): number {
  return b.loosened.fromMs - a.loosened.fromMs
}

function isOfSame(one: ChangedResource, other: ChangedResource): boolean {
  return isSameResource(one, other) || isSameElsewhere(one, other)
}

function toResource(group: readonly TrackedEntry[]): TrackedResource | undefined {
  const [latest, ...earlier] = group.toSorted((a, b) => b.loosened.fromMs - a.loosened.fromMs)
  if (!latest) return undefined
  const entries = [latest, ...earlier] as const
  const found = entries.flatMap((entry) => entry.rules.map((each) => ({ ...each, entry })))
  const unfinished = found.filter(({ state }) => state.kind !== 'undone')
  const bySeverity = (unfinished.length > 0 ? unfinished : found).toSorted(
    (a, b) => toRank(b.rule) - toRank(a.rule),
  )
  const [first] = bySeverity
  if (!first) return undefined
  const others = new Set(bySeverity.map(({ rule }) => rule))
  others.delete(first.rule)
  return {
    entries,
    state: joinStates(entries.map(({ state }) => state)),
    rules: [first.rule, ...others],
    shown: first.entry,
  }
}

function compareResources(a: TrackedResource, b: TrackedResource): number {
  return (
    stateOrder[a.state.kind] - stateOrder[b.state.kind] ||
    toRank(b.rules[0]) - toRank(a.rules[0]) ||
    b.shown.loosened.fromMs - a.shown.loosened.fromMs
  )
}

function toRank({ level }: Rule): number {
  return ruleLevels.indexOf(level)
}
