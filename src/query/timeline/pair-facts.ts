/** The facts of an entry by which it is compared with entries of another log that may record the same event. */
import ipaddr from 'ipaddr.js'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import { readOutcome, readRole, readRoleText } from '../../catalog/roles.ts'
import type { Verb } from '../../catalog/verbs.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'

/** What an entry says about its event; a missing fact is `undefined`. Texts are in lower case. */
export type PairFacts = {
  timeMs: number
  /** Whether the time has a fraction of a second; without one, it means any moment of its second. */
  hasFraction: boolean
  email: string | undefined
  /** The ids of the actor and of its credential: an account token is an actor of its own in some logs. */
  actorIds: readonly string[]
  /** Whether Cloudflare's own system acted. */
  isSystem: boolean
  address: string | undefined
  zone: string | undefined
  verb: Verb
  /** `success`, `failure`, or the log's own word. */
  outcome: string | undefined
  /** The words of action and description, and those of product and kind of resource. */
  actionWords: ReadonlySet<string>
  kindWords: ReadonlySet<string>
  /** All texts and numbers in the entry that can identify something, such as ids, names and contents. */
  values: ReadonlySet<string>
}

/** The facts of an entry; `undefined` without a readable time. */
export function toPairFacts(dataset: Dataset, entry: unknown): PairFacts | undefined {
  const time = readRoleText(dataset, entry, 'time')
  const timeMs = findEpochMs(time ?? '')
  if (time === undefined || timeMs === undefined) return undefined
  const readLower = (role: Parameters<typeof readRoleText>[2]) =>
    readRoleText(dataset, entry, role)?.toLowerCase()
  const actorIds = [readLower('actorId'), readLower('credentialId')].filter(
    (id) => id !== undefined,
  )
  const outcome = readOutcome(dataset, entry)
  return {
    timeMs,
    hasFraction: time.includes('.'),
    email: readLower('actor'),
    actorIds,
    isSystem:
      readLower('actorKind') === 'system' ||
      actorIds.some((id) => dataset.systemActorIds?.includes(id)),
    address: findAddress(readRole(dataset, entry, 'address')),
    zone: readLower('zone'),
    verb: readVerb(dataset, entry),
    outcome: typeof outcome === 'object' ? outcome.other.toLowerCase() : outcome,
    actionWords: toWords([readLower('action'), readLower('description')].join(' ')),
    kindWords: toWords([readLower('product'), readLower('resourceKind')].join(' ')),
    values: collectValues(entry, toOwnTexts(dataset, entry)),
  }
}

/** Roles whose values say who acted, when, from where and in which account or zone: they are facts of their own. */
const comparedRoles = [
  'time',
  'actor',
  'actorId',
  'address',
  'credentialId',
  'credentialName',
  'account',
  'zone',
  'zoneId',
  'userAgent',
  'action',
  'description',
] as const

function toOwnTexts(dataset: Dataset, entry: unknown): ReadonlySet<string> {
  const texts = comparedRoles.map((role) => readRoleText(dataset, entry, role)?.toLowerCase())
  return new Set(texts.filter((text) => text !== undefined))
}

function findAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || !ipaddr.isValid(value)) return undefined
  return ipaddr.process(value).toString()
}

/** Words of at least three letters; a plural is the same word as its singular. */
function toWords(text: string): ReadonlySet<string> {
  const words = text.split(/[^a-z0-9]+/).filter((word) => word.length >= 3)
  return new Set(words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)))
}

/** Shorter texts, such as `true` or `A`, identify nothing. */
const minValueLength = 5
const maxValueLength = 300
/** Maximum number of values of an entry, so that a body of megabytes takes no time. */
const maxValues = 200

function collectValues(entry: unknown, ownTexts: ReadonlySet<string>): ReadonlySet<string> {
  const values = new Set<string>()
  const open: unknown[] = [entry]
  while (open.length > 0 && values.size < maxValues) {
    const value = open.pop()
    if (typeof value === 'string') {
      const inside = findJson(value)
      if (inside !== undefined) open.push(inside)
      else addValue(values, value)
    } else if (typeof value === 'number') addValue(values, String(value))
    else if (typeof value === 'object' && value !== null) {
      // The first values come first: the later ones are dropped when there are too many.
      open.push(...Object.values(value).reverse())
    }
  }
  for (const text of ownTexts) values.delete(text)
  return values
}

function addValue(values: Set<string>, text: string): void {
  if (text.length >= minValueLength && text.length <= maxValueLength) values.add(text.toLowerCase())
}

/** A body is often kept as JSON in a text. */
function findJson(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
