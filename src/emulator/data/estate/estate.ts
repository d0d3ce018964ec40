/**
 * The accounts of the company and their zones, with ids generated from the seed. Domains end in .example or .test,
 * which are reserved.
 */
import { mix, mixText, toHex } from '../random.ts'

/** One zone. Security Center identifies it by `number`, all other logs by `id`. */
export type Zone = {
  /** The random key for the zone's properties. */
  key: number
  id: string
  name: string
  number: number
  status: 'initializing' | 'pending' | 'active' | 'moved'
  type: 'full' | 'partial' | 'secondary'
  plan: 'free' | 'pro' | 'business' | 'enterprise'
  accountId: string
}

/** One account; `share` is its number of events relative to the first account's. */
export type Account = {
  key: number
  id: string
  name: string
  type: 'standard' | 'enterprise'
  createdOn: string
  share: number
  organizationId: string
  zones: readonly Zone[]
}

/** An organization, which contains accounts; `share` is its number of events relative to the first one's. */
export type Organization = {
  key: number
  id: string
  name: string
  createdOn: string
  share: number
  /** The id of the organization above it. */
  parentId?: string
  accountIds: readonly string[]
}

/** All accounts, the largest first, and the organizations above them. */
export type Estate = {
  accounts: readonly Account[]
  zones: readonly Zone[]
  organizations: readonly Organization[]
}

const plans = [
  {
    name: 'Acme Corp',
    type: 'enterprise',
    createdOn: '2014-03-17T09:12:44.000000Z',
    share: 1,
    domains:
      'acme.example acme-shop.example acme-api.example acme-cdn.example acme-mail.example acme-login.example acme-status.example acme-pay.example acme-jobs.example acme-docs.example acme-eu.example acme-us.example acme-apac.example acme-partners.example acme-press.example acme-support.example rocket-skates.example giant-magnet.example anvil-direct.example xn--acm-dma.example acme-staging.test acme-dev.test acme-canary.test acme-loadtest.test acme-id.example acme-wallet.example acme-maps.example acme-events.example acme-gifts.example acme-club.example acme-fleet.example acme-media.example acme-tv.example acme-weather.example acme-robots.example acme-legal.example acme-academy.example acme-edge.test',
  },
  {
    name: 'Acme Labs',
    type: 'standard',
    createdOn: '2021-06-02T14:30:05.000000Z',
    share: 0.18,
    domains:
      'acme-labs.example labs-preview.example jet-propelled.example tornado-seeds.example dehydrated-boulders.example portable-hole.example labs-sandbox.test labs-edge.test labs-ml.test labs-demo.test earthquake-pills.example instant-tunnel.example labs-models.test labs-bench.test',
  },
  {
    name: 'Acme Retail GmbH & Co. KG',
    type: 'standard',
    createdOn: '2019-11-25T07:05:59.000000Z',
    share: 0.05,
    domains:
      'acme-retail.example acme-outlet.example acme-filialen.example retail-pos.test acme-express.example acme-moebel.example acme-garten.example retail-kasse.test',
  },
] as const

/** Zones that are not simply active, by domain. */
const unusualZones: Readonly<Record<string, Zone['status']>> = {
  'acme-press.example': 'moved',
  'acme-loadtest.test acme-id.example acme-wallet.example acme-maps.example acme-events.example acme-gifts.example acme-club.example acme-fleet.example acme-media.example acme-tv.example acme-weather.example acme-robots.example acme-legal.example acme-academy.example acme-edge.test':
    'pending',
  'labs-demo.test earthquake-pills.example instant-tunnel.example labs-models.test labs-bench.test':
    'pending',
  'portable-hole.example': 'initializing',
}

/** Builds the accounts and zones of a seed. */
export function createEstate(seedKey: number): Estate {
  const key = mixText(seedKey, 'estate')
  const organizationId = toHex(key, 900, 32)
  const accounts = plans.map(({ domains, ...plan }, accountNumber): Account => {
    const id = toHex(key, accountNumber, 32)
    const zones = domains.split(' ').map((name, at) => {
      return createZone(mix(key, (accountNumber + 1) * 1000 + at), name, at, id)
    })
    return { ...plan, key: mix(key, accountNumber), id, organizationId, zones }
  })
  const accountIds = accounts.map(({ id }) => id)
  const organizations: Organization[] = [
    {
      key: mix(key, 901),
      id: organizationId,
      name: 'Acme Group',
      createdOn: '2025-09-02T08:15:27Z',
      share: 1,
      accountIds,
    },
    {
      key: mix(key, 902),
      id: toHex(key, 902, 32),
      name: 'Acme Group Europe',
      createdOn: '2026-02-18T13:40:09Z',
      share: 0.3,
      parentId: organizationId,
      accountIds: accountIds.slice(-1),
    },
  ]
  return { accounts, zones: accounts.flatMap(({ zones }) => zones), organizations }
}

function createZone(key: number, name: string, at: number, accountId: string): Zone {
  const paid = at < 4 ? 'enterprise' : at < 8 ? 'business' : 'pro'
  return {
    key,
    id: toHex(key, 1, 32),
    name,
    number: 100_000_000 + (mix(key, 2) % 800_000_000),
    status: unusualZones[name] ?? 'active',
    type: at % 11 === 7 ? 'partial' : at % 13 === 12 ? 'secondary' : 'full',
    plan: name.endsWith('.test') ? 'free' : paid,
    accountId,
  }
}
