import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import { formatSource, maxSources, parseSource } from '../address/source-text.ts'
import type { Scope } from '../log-query.ts'
import { type KnownLogs, listSourcesFor } from './list-sources-for.ts'

const toId = (number: number) => number.toString(16).padStart(32, '0')
const account = (number: number): Scope => ({ kind: 'account', id: toId(number) })
const path = `accounts/${toId(1)}`
const providers = (count: number) => Array.from({ length: count }, (_, index) => toId(index))

const allReadable: KnownLogs = {
  datasets: datasets.map(({ id }) => ({ id, readable: true })),
  findValues: () => ['idp-a', 'idp-b'],
}

function listTexts(scopes: readonly Scope[], known: KnownLogs = allReadable): readonly string[] {
  return listSourcesFor(scopes, known).sources.map(formatSource)
}

describe('the logs of an account', () => {
  it('are all that are read in it, and the log of the user', () => {
    expect(listTexts([account(1)])).toEqual([
      `${path}/logs/audit`,
      `${path}/audit_logs`,
      `${path}/security-center/insights/audit-log`,
      `${path}/access/logs/access_requests`,
      `${path}/access/logs/scim/updates?idp_id=idp-a&idp_id=idp-b`,
      'user/audit_logs',
    ])
  })

  it('lack those that cannot be read, with the reason of the proxy', () => {
    const { sources, leftOut } = listSourcesFor([account(1)], {
      ...allReadable,
      datasets: [
        { id: 'account-audit-logs-v1', readable: false, reason: 'Needs Account Settings Read.' },
        { id: 'user-audit-logs-v1', readable: false },
        { id: 'account-audit-logs-v2', readable: true, reason: 'May need Account Settings Read.' },
      ],
    })
    expect(sources.map(formatSource)).toHaveLength(4)
    expect(leftOut).toEqual([
      {
        dataset: 'user-audit-logs-v1',
        scope: { kind: 'user' },
        reason: 'It cannot be read here.',
      },
      {
        dataset: 'account-audit-logs-v1',
        scope: account(1),
        reason: 'Needs Account Settings Read.',
      },
    ])
  })

  it('lack the SCIM log while no identity provider is known', () => {
    for (const findValues of [undefined, () => undefined, () => []]) {
      const { datasets: states } = allReadable
      const { leftOut } = listSourcesFor([account(1)], {
        datasets: states,
        ...(findValues && { findValues }),
      })
      expect(leftOut).toEqual([
        {
          dataset: 'access-scim-logs',
          scope: account(1),
          reason: 'This log is read by identity provider, and none is known here.',
        },
      ])
    }
  })

  it('have the SCIM log several times where one source cannot name all providers', () => {
    const texts = listTexts([account(1)], { ...allReadable, findValues: () => providers(43) })
    const scim = texts.filter((text) => text.includes('scim'))
    expect(scim).toHaveLength(3)
    for (const text of scim) expect(parseSource(text).problem).toBeUndefined()
    expect(scim.join('&').match(/[\da-f]{32}(?=&|$)/gm)).toEqual(providers(43))
  })
})

describe('the logs of other scopes', () => {
  it('are those of a zone, an organization and the user', () => {
    const zone: Scope = { kind: 'zone', id: toId(2) }
    const organization: Scope = { kind: 'organization', id: toId(3) }
    expect(listTexts([zone])).toEqual([
      `zones/${toId(2)}/security-center/insights/audit-log`,
      'user/audit_logs',
    ])
    expect(listTexts([organization])).toEqual([
      `organizations/${toId(3)}/logs/audit`,
      'user/audit_logs',
    ])
    expect(listTexts([{ kind: 'user' }])).toEqual(['user/audit_logs'])
    expect(listTexts([])).toEqual(['user/audit_logs'])
  })
})

describe('the logs of several accounts', () => {
  it('are each listed once, with one log of the user', () => {
    const texts = listTexts([account(1), account(2), account(1)])
    expect(texts).toHaveLength(11)
    expect(new Set(texts).size).toBe(11)
    expect(texts.at(-1)).toBe('user/audit_logs')
  })

  it('are at most as many as a timeline has, and the others are named', () => {
    const { sources, leftOut } = listSourcesFor(
      Array.from({ length: 9 }, (_, index) => account(index)),
      allReadable,
    )
    expect(sources).toHaveLength(maxSources)
    expect(sources.at(-1)?.scope).toEqual({ kind: 'user' })
    expect(leftOut).toHaveLength(9 * 5 + 1 - maxSources)
    expect(new Set(leftOut.map(({ reason }) => reason))).toEqual(
      new Set([`A timeline has at most ${maxSources} logs.`]),
    )
    expect(
      leftOut.every(
        ({ scope }) =>
          JSON.stringify(scope).includes(toId(8)) || JSON.stringify(scope).includes(toId(7)),
      ),
    ).toBe(true)
  })
})
