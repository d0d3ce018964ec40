import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import type { Scope } from '../../query/log-query.ts'
import { listNames } from '../../query/names/list-names.ts'
import { createNameBook, isOpaqueId } from '../../query/names/name-book.ts'
import { defaultForms } from '../api-forms.ts'
import { createCast, type Token } from './estate/cast.ts'
import { listIdentityProviders } from './estate/identity-providers.ts'
import { people } from './estate/people.ts'
import { mix, mixText } from './random.ts'
import { createWorld } from './world.ts'

const nowMs = Date.parse('2026-11-19T15:20:00.000Z')
const fullForms = { signInType: 'login', onlyInV1: 'none', accountV1SignIns: 'present' } as const

/** The names of accounts, zones, organizations, users, tokens and identity providers, by the estate and not by a log. */
function listTrueNames(seed: number, { estate }: ReturnType<typeof createWorld>) {
  const names = new Map<string, string>()
  const cast = createCast(mix(mixText(0, 'gumshoe'), seed), {
    id: estate.accounts[0]?.id ?? '',
    number: 0,
  })
  const emails = [
    ...people.map(({ email }) => email),
    ...['terraform', 'dns-sync', 'offboarding'].map((name) => `svc-${name}@acme.example`),
  ]
  const tokens: Token[] = []
  for (const email of emails) {
    const actor = cast.findByEmail(email)
    if (actor) names.set(actor.id, email)
    tokens.push(...(actor?.tokens ?? []))
  }
  for (const { id, name } of [
    ...tokens,
    ...estate.accounts,
    ...estate.zones,
    ...estate.organizations,
    ...estate.accounts.flatMap(listIdentityProviders),
  ]) {
    names.set(id, name)
  }
  return names
}

describe('the names that the logs of the demo tell', () => {
  it('are, for accounts, zones, organizations, users, tokens and providers, those of the estate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
        const forms = { ...defaultForms, ...fullForms }
        const world = createWorld({ seed, entries: 6_000, nowMs, forms })
        const trueNames = listTrueNames(seed, world)
        const scopes: Scope[] = [
          ...world.estate.accounts.map(({ id }): Scope => ({ kind: 'account', id })),
          ...world.estate.organizations.map(({ id }): Scope => ({ kind: 'organization', id })),
          { kind: 'user' },
        ]
        let checked = 0
        for (const dataset of datasets) {
          for (const scope of scopes) {
            const source = world.findSource(dataset.id, scope)
            if (!source) continue
            const length = source.firstAt(nowMs + 1)
            const entries = Array.from({ length }, (_, at) => source.entryAt(at))
            const wrong = listNames(dataset, entries).filter(({ id, name }) => {
              const truth = trueNames.get(id)
              if (truth !== undefined) checked += 1
              return truth !== undefined && truth !== name
            })
            expect(wrong, dataset.id).toEqual([])
          }
        }
        expect(checked).toBeGreaterThan(1_000)
      }),
      { numRuns: 3 },
    )
  })

  it('are one for each token, also in the log of a user', () => {
    const world = createWorld({
      seed: 7,
      entries: 6_000,
      nowMs,
      forms: { ...defaultForms, ...fullForms },
    })
    const dataset = datasets.find(({ id }) => id === 'user-audit-logs-v1')
    const source = world.findSource('user-audit-logs-v1', { kind: 'user' })
    if (!dataset || !source) throw new Error('The demo has no log of a user.')
    const entries = Array.from({ length: source.firstAt(nowMs + 1) }, (_, at) => source.entryAt(at))
    const book = createNameBook()
    const pairs = listNames(dataset, entries)
    for (const pair of pairs) book.add(pair)
    const tokens = pairs.filter(({ id, name }) => isOpaqueId(id) && name.endsWith(' token'))
    expect(tokens.length).toBeGreaterThan(5)
    for (const { id, name } of tokens) {
      expect(book.find(id)).toEqual(expect.objectContaining({ name, otherNames: [] }))
    }
  })
})
