/** Collects who acted in the entries that severe rules match: with which findings, when, from where and with which tokens. Pure. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readText } from '../../../catalog/fields.ts'
import { readRoleText } from '../../../catalog/roles.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { isSevere, type Rule, type RuleLevel, ruleLevels } from '../../../detection/rule.ts'
import { maskHead } from '../../../query/secrets/find-secrets.ts'
import { toActorPart } from '../../../query/summary/to-actor-part.ts'

/** A value of an entry that all logs can be asked about. */
export type AskedValue = {
  dataset: Dataset
  role: 'actor' | 'actorId' | 'credentialId' | 'address'
  value: string
}

/** A value, what to call it with suspected secrets masked, and how many of the entries have it. */
export type CountedValue = AskedValue & { name: string; count: number }

/** What one actor did in the entries that severe rules match. */
export type FoundActor = {
  /** With suspected secrets masked. */
  name: string
  /** Absent where the entries name nothing that can be asked about. */
  asked: AskedValue | undefined
  /** How many rules of each level match, the most severe first; levels without one are left out. */
  levels: readonly { level: RuleLevel; count: number }[]
  entries: number
  /** The first and the last of the entries, in milliseconds; absent where none has a time. */
  firstMs: number | undefined
  lastMs: number | undefined
  /** The most frequent first. */
  addresses: readonly CountedValue[]
  tokens: readonly CountedValue[]
}

/** Takes the entries of a list one by one. */
export type ActorCollector = {
  add: (dataset: Dataset, entry: unknown, rules: readonly string[]) => void
  /** Those with the most severe findings first. */
  list: () => readonly FoundActor[]
}

type Collected = {
  name: string
  asked: AskedValue | undefined
  rules: Map<string, RuleLevel>
  entries: number
  firstMs: number
  lastMs: number
  addresses: Map<string, CountedValue>
  tokens: Map<string, CountedValue>
}

/** Prepares to collect; rules below the level medium do not count. */
export function collectActors(rules: readonly Rule[]): ActorCollector {
  const levels = new Map(
    rules
      .filter(({ level }) => isSevere(level))
      .map(({ id, level }): [string, RuleLevel] => [id, level]),
  )
  const byKey = new Map<string, Collected>()
  /** The email address of each id of an actor: some logs have only the id. */
  const emails = new Map<string, string>()

  function add(dataset: Dataset, entry: unknown, matching: readonly string[]): void {
    const found = matching.filter((id) => levels.has(id))
    if (found.length === 0) return
    const { email, id, key, ...head } = readActor(dataset, entry)
    if (email !== undefined && id !== undefined) emails.set(id.toLowerCase(), email.toLowerCase())
    const collected = byKey.get(key) ?? createCollected(head)
    byKey.set(key, collected)
    for (const rule of found) {
      const level = levels.get(rule)
      if (level) collected.rules.set(rule, level)
    }
    collected.entries += 1
    const timeMs = findEpochMs(readText(entry, dataset.timePath))
    if (timeMs !== undefined) {
      collected.firstMs = Math.min(collected.firstMs, timeMs)
      collected.lastMs = Math.max(collected.lastMs, timeMs)
    }
    const address = readRoleText(dataset, entry, 'address')
    if (address !== undefined) {
      count(collected.addresses, {
        dataset,
        role: 'address',
        value: address,
        name: maskHead([], address),
      })
    }
    const token = readRoleText(dataset, entry, 'credentialId')
    if (token !== undefined) {
      const name = maskHead([], readRoleText(dataset, entry, 'credentialName') ?? token)
      count(collected.tokens, { dataset, role: 'credentialId', value: token, name })
    }
  }

  function list(): readonly FoundActor[] {
    for (const [id, email] of emails) {
      const nameless = byKey.get(id)
      const named = byKey.get(email)
      if (!nameless || !named) continue
      join(named, nameless)
      byKey.delete(id)
    }
    return [...byKey.values()].map(toFoundActor).sort(compareActors)
  }

  return { add, list }
}

function readActor(dataset: Dataset, entry: unknown) {
  const read = (role: AskedValue['role']) => ({ role, value: readRoleText(dataset, entry, role) })
  const [email, id, token] = [read('actor'), read('actorId'), read('credentialId')]
  // The id may be that of the account, which all of its tokens share.
  const isAccount = readRoleText(dataset, entry, 'actorKind') === 'account'
  const named = isAccount ? [email, token, id] : [email, id, token]
  const known = named.find(({ value }) => value !== undefined)
  const asked: AskedValue | undefined =
    known?.value === undefined ? undefined : { dataset, role: known.role, value: known.value }
  const name =
    email.value === undefined ? toActorPart(dataset, entry).text : maskHead([], email.value)
  return {
    email: email.value,
    id: id.value,
    key: (asked?.value ?? name).toLowerCase(),
    name,
    asked,
  }
}

function createCollected(head: Pick<Collected, 'name' | 'asked'>): Collected {
  return {
    ...head,
    rules: new Map(),
    entries: 0,
    firstMs: Number.POSITIVE_INFINITY,
    lastMs: Number.NEGATIVE_INFINITY,
    addresses: new Map(),
    tokens: new Map(),
  }
}

function count(values: Map<string, CountedValue>, found: Omit<CountedValue, 'count'>): void {
  const known = values.get(found.value)
  values.set(found.value, { ...(known ?? found), count: (known?.count ?? 0) + 1 })
}

/** Adds what was collected under the id of an actor to what was under the email address. */
function join(named: Collected, nameless: Collected): void {
  for (const [rule, level] of nameless.rules) named.rules.set(rule, level)
  named.entries += nameless.entries
  named.firstMs = Math.min(named.firstMs, nameless.firstMs)
  named.lastMs = Math.max(named.lastMs, nameless.lastMs)
  for (const key of ['addresses', 'tokens'] as const) {
    for (const [value, found] of nameless[key]) {
      const known = named[key].get(value)
      named[key].set(value, { ...(known ?? found), count: (known?.count ?? 0) + found.count })
    }
  }
}

function toFoundActor({ name, asked, rules, entries, ...found }: Collected): FoundActor {
  const ofRules = [...rules.values()]
  const isTimed = Number.isFinite(found.firstMs)
  return {
    name,
    asked,
    levels: ruleLevels.toReversed().flatMap((level) => {
      const ofLevel = ofRules.filter((each) => each === level).length
      return ofLevel === 0 ? [] : [{ level, count: ofLevel }]
    }),
    entries,
    firstMs: isTimed ? found.firstMs : undefined,
    lastMs: isTimed ? found.lastMs : undefined,
    addresses: rank(found.addresses),
    tokens: rank(found.tokens),
  }
}

function rank(values: ReadonlyMap<string, CountedValue>): readonly CountedValue[] {
  return [...values.values()].sort((a, b) => b.count - a.count)
}

function compareActors(a: FoundActor, b: FoundActor): number {
  const countOf = ({ levels }: FoundActor, level: RuleLevel) =>
    levels.find((each) => each.level === level)?.count ?? 0
  for (const level of ruleLevels.toReversed()) {
    const difference = countOf(b, level) - countOf(a, level)
    if (difference !== 0) return difference
  }
  return b.entries - a.entries || a.name.localeCompare(b.name, 'en')
}
