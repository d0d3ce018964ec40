/**
 * Generates entries of audit log v1 and v2 of the same events, for tests of the matching, from a table of changes of its
 * own. The clocks of the logs differ at random, fields are missing, one log lacks some events, and bursts have equal
 * changes within a second.
 */

/**
 * An entry, and the number of the event that it records. Events of a burst that differ in nothing but their times have
 * the same `change`.
 */
export type TrueEntry = { event: number; change: string; entry: unknown }

/** Entries of both logs, each list in order of its times. */
export type TruePairs = { v2: readonly TrueEntry[]; v1: readonly TrueEntry[] }

/** Shares are from 0 to 1. */
export type PairOptions = {
  seed: number
  events: number
  /** The times of one event differ by at most twice this, in milliseconds. */
  maxSkewMs: number
  missingShare: number
  oneLogShare: number
  burstShare: number
}

type Random = {
  /** A whole number from 0 up to, not including, `end`. */
  below: (end: number) => number
  happens: (share: number) => boolean
  hex: (length: number) => string
}

/** A linear congruential generator is random enough here, and the same everywhere. */
function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    below,
    happens: (share) => next() < share,
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
  }
}

type Change = {
  /** How v2 and v1 name the change. */
  v2: { type: string; description: string; product: string; resource: string }
  v1: { type: string; resource: string }
  isInZone: boolean
  /** Whether v1 names the resource by the same id; it often names the zone, or has an id of its own. */
  sharesId: boolean
  /** The content that both logs record; absent where v1 records none. */
  toContent?: (random: Random, target: string) => Record<string, unknown>
}

const changes: readonly Change[] = [
  {
    v2: { type: 'create', description: 'Create DNS Record', product: 'dns', resource: 'record' },
    v1: { type: 'rec_add', resource: 'DNS_record' },
    isInZone: true,
    sharesId: false,
    toContent: (random, target) => ({
      name: `${target}.shop.example`,
      content: `198.51.100.${random.below(250)}`,
      type: 'A',
    }),
  },
  {
    v2: { type: 'delete', description: 'Delete DNS Record', product: 'dns', resource: 'record' },
    v1: { type: 'rec_del', resource: 'DNS_record' },
    isInZone: true,
    sharesId: false,
    toContent: (_, target) => ({ name: `${target}.shop.example` }),
  },
  {
    v2: {
      type: 'update',
      description: 'Change Zone Setting',
      product: 'zones',
      resource: 'setting',
    },
    v1: { type: 'change_setting', resource: 'zone' },
    isInZone: true,
    sharesId: false,
    toContent: (random) => ({ setting: `setting_${random.below(12)}`, value: 'strict' }),
  },
  {
    v2: { type: 'create', description: 'Purge Cache', product: 'cache', resource: 'purge' },
    v1: { type: 'purge', resource: 'zone' },
    isInZone: true,
    sharesId: false,
  },
  {
    v2: { type: 'create', description: 'Create Token', product: 'api_tokens', resource: 'token' },
    v1: { type: 'token_create', resource: 'account' },
    isInZone: false,
    sharesId: true,
    toContent: (_, target) => ({ token_name: `deploy ${target}` }),
  },
  {
    v2: { type: 'update', description: 'Update Logpush Job', product: 'logpush', resource: 'job' },
    v1: { type: 'job_update', resource: 'logpush job' },
    isInZone: false,
    sharesId: false,
    toContent: (random, target) => ({ name: `job-${target}`, frequency: String(random.below(9)) }),
  },
]

/** The entries, and nothing that tells which belong together but the numbers of their events. */
export function generatePairs(options: PairOptions): TruePairs {
  const random = createRandom(options.seed)
  const v2: TrueEntry[] = []
  const v1: TrueEntry[] = []
  let timeMs = Date.parse('2026-11-02T08:00:00Z')
  for (let event = 0; event < options.events; ) {
    timeMs += random.below(20_000)
    const size = random.happens(options.burstShare) ? 2 + random.below(9) : 1
    const actor = random.below(12)
    const change = changes[random.below(changes.length)]
    const zone = random.below(4)
    if (!change) continue
    const burst = event
    for (let part = 0; part < size && event < options.events; part++, event++) {
      const made = createEvent(change, actor, zone, random)
      // A burst is within one second.
      const eventMs = timeMs + Math.floor((part * 900) / size)
      const lost = random.happens(options.oneLogShare) ? 1 + random.below(2) : 0
      const clock = () => eventMs + random.below(2 * options.maxSkewMs + 1) - options.maxSkewMs
      const truth = { event, change: `${burst} ${JSON.stringify(made.content) ?? ''}` }
      if (lost !== 1) v2.push({ ...truth, entry: toV2(made, clock(), options, random) })
      if (lost !== 2) v1.push({ ...truth, entry: toV1(made, clock(), options, random) })
    }
  }
  return { v2: sortByTime(v2), v1: sortByTime(v1) }
}

type MadeEvent = {
  change: Change
  email: string
  actorId: string
  address: string
  zone: { id: string; name: string }
  id: string
  content: Record<string, unknown> | undefined
}

function createEvent(change: Change, actor: number, zone: number, random: Random): MadeEvent {
  const target = random.hex(6)
  return {
    change,
    email: `person${actor}@shop.example`,
    actorId: `${actor}`.padStart(32, 'a'),
    address: `203.0.113.${actor}`,
    zone: { id: `${zone}`.padStart(32, 'b'), name: `shop${zone}.example` },
    id: random.hex(32),
    content: change.toContent?.(random, target),
  }
}

function toV2(event: MadeEvent, timeMs: number, options: PairOptions, random: Random): unknown {
  const { change, content } = event
  const isKept = () => !random.happens(options.missingShare)
  return {
    id: random.hex(32),
    account: { id: 'c'.repeat(32), name: 'Shop' },
    action: {
      time: new Date(timeMs).toISOString(),
      type: change.v2.type,
      description: change.v2.description,
      ...(isKept() && { result: 'success' }),
    },
    actor: {
      id: event.actorId,
      type: 'user',
      ...(isKept() && { email: event.email }),
      ...(isKept() && { ip_address: event.address }),
    },
    resource: {
      product: change.v2.product,
      type: change.v2.resource,
      ...(isKept() && { id: event.id }),
      ...(content && isKept() && { request: content }),
    },
    ...(change.isInZone && isKept() && { zone: event.zone }),
  }
}

function toV1(event: MadeEvent, timeMs: number, options: PairOptions, random: Random): unknown {
  const { change, content } = event
  const isKept = () => !random.happens(options.missingShare)
  const time = new Date(timeMs).toISOString()
  return {
    id: random.hex(32),
    action: { type: change.v1.type, ...(isKept() && { result: true }) },
    actor: {
      id: event.actorId,
      type: 'user',
      ...(isKept() && { email: event.email }),
      ...(isKept() && { ip: event.address }),
    },
    metadata: change.isInZone && isKept() ? { zone_name: event.zone.name } : {},
    ...(content && isKept() && { newValueJson: content }),
    owner: { id: 'c'.repeat(32) },
    resource: {
      type: change.v1.resource,
      ...(isKept() && { id: change.sharesId ? event.id : random.hex(32) }),
    },
    // Some writers of v1 give whole seconds.
    when: random.happens(0.2) ? `${time.slice(0, 19)}Z` : time,
  }
}

function sortByTime(entries: readonly TrueEntry[]): readonly TrueEntry[] {
  const timeOf = ({ entry }: TrueEntry) => {
    const { when, action } = entry as { when?: string; action: { time?: string } }
    return Date.parse(when ?? action.time ?? '')
  }
  return entries.toSorted((a, b) => timeOf(a) - timeOf(b))
}
