/** Finds in a resource's history the change before this one that tells the most about its state. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import { isBlank } from './entry-sections.ts'

/** A body of this entry and the one of the same kind of an earlier entry. */
export type PreviousState = {
  entry: unknown
  /** The keys of the body that both have. */
  path: readonly string[]
  what: string
}

/** In the order of how much they tell: a response shows all of a resource, a request what was set. */
const bodies = [
  { path: ['resource', 'response', 'result'], what: 'What the API answered' },
  { path: ['resource', 'response'], what: 'What the API answered' },
  { path: ['resource', 'request'], what: 'What was sent' },
] as const

/** The latest earlier entry with a body that this one has as well; `undefined` when there is none. */
export function findPreviousState(
  entry: unknown,
  history: readonly unknown[],
): PreviousState | undefined {
  const ownMs = toMs(entry)
  if (ownMs === undefined) return undefined
  const earlier = history
    .map((other) => ({ other, ms: toMs(other) ?? Number.POSITIVE_INFINITY }))
    .filter(({ other, ms }) => ms < ownMs && isSameResource(entry, other))
    .sort((a, b) => b.ms - a.ms)
  for (const { other } of earlier) {
    const body = bodies.find(
      ({ path }) => isBody(readOwn(entry, path)) && isBody(readOwn(other, path)),
    )
    if (body) return { entry: other, ...body }
  }
  return undefined
}

/** What was created at the same URI is another resource: the ids tell, where both have one. */
function isSameResource(entry: unknown, other: unknown): boolean {
  const [own, others] = [entry, other].map((each) => readOwn(each, ['resource', 'id']))
  return own === undefined || others === undefined || own === others
}

function isBody(value: unknown): boolean {
  return typeof value === 'object' && !isBlank(value)
}

function toMs(entry: unknown): number | undefined {
  const time = readOwn(entry, ['action', 'time'])
  return typeof time === 'string' ? findEpochMs(time) : undefined
}

function readOwn(entry: unknown, path: readonly string[]): unknown {
  let found = entry
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = Reflect.get(found, key)
  }
  return found
}
