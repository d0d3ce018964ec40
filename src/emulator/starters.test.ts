import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPath } from '../catalog/fields.ts'
import { formatUrl, parseUrl } from '../query/address/url-codec.ts'
import { createQuery, type LogQuery, type Scope } from '../query/log-query.ts'
import { listSecondQuestions } from '../query/starters/second-questions.ts'
import {
  findStarter,
  listStarterScopes,
  type Starter,
  toStarterQuery,
} from '../query/starters/starter.ts'
import { starters } from '../query/starters/starters.ts'
import { storySteps } from '../query/starters/story-steps.ts'
import { createEmulator } from './app.ts'
import { findScopes } from './testing/ask-emulator.ts'
import { readQuery, toFirstQuery } from './testing/read-query.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const everything = [...starters, ...storySteps]
const byDefault = createEmulator({ seed: 1, entries: 50_000, now: () => nowMs })
const other = createEmulator({ seed: 7, entries: 20_000, now: () => nowMs })
/** The account that sources other than GoCortexIO describe. */
const otherForms = createEmulator({
  seed: 1,
  entries: 50_000,
  now: () => nowMs,
  forms: { signInType: 'login', onlyInV1: 'none', accountV1SignIns: 'present' },
})

/** How many entries a starter finds. */
async function run(emulator: typeof byDefault, starter: Starter): Promise<number> {
  return (await readAll(emulator, await toFirstQuery(emulator, starter))).length
}

const readAll = (emulator: typeof byDefault, query: LogQuery) => readQuery(emulator, query, nowMs)

describe('every starter', () => {
  it('has an id and a title of its own, and says what to look for', () => {
    for (const field of ['id', 'title'] as const) {
      const values = everything.map((each) => each[field])
      expect(new Set(values).size).toBe(values.length)
    }
    expect(starters.length).toBeGreaterThanOrEqual(15)
    for (const { hint } of everything) expect(hint).toMatch(/\.$|\?$/)
  })

  it.each(everything.map((each) => [each.title, each] as const))(
    '%s: has an address that is understood, and is recognized by it',
    (_, starter) => {
      const kind = listStarterScopes(starter)[0]?.kind ?? 'account'
      const scope = kind === 'user' ? { kind } : { kind, id: '0'.repeat(32) }
      const other = { kind: 'account', id: '1'.repeat(32) } as const
      const query = toStarterQuery(starter, scope, { otherAccounts: [other] })
      const [path = '', search = ''] = formatUrl(query).split('?')
      const parsed = parseUrl(path, search)
      expect(parsed?.problems).toEqual([])
      expect(parsed?.query).toEqual(query)
      expect(parsed && findStarter(parsed.query, everything)).toBe(starter)
    },
  )

  it.each(everything.map((each) => [each.title, each] as const))(
    '%s: finds something in the demo, with this seed or another',
    async (_, starter) => {
      expect(await run(byDefault, starter)).toBeGreaterThan(0)
      expect(await run(other, starter)).toBeGreaterThan(0)
      expect(await run(otherForms, starter)).toBeGreaterThan(0)
    },
  )

  it.each(['update', 'login'] as const)(
    'finds all sign-ins and nothing else where their action type is %s',
    async (signInType) => {
      const emulator = signInType === 'update' ? byDefault : otherForms
      const { account } = await findScopes(emulator)
      const sinceMs = nowMs - 14 * 86_400_000
      const isRecent = (entry: unknown) =>
        Date.parse(String(readPath(entry, 'action.time'))) >= sinceMs
      const all = emulator.entries('account-audit-logs-v2', account).filter(isRecent)
      const signIns = all.filter((entry) => readPath(entry, 'action.description') === 'LOGIN')
      const starter = getStarter('sign-ins')
      expect(await readAll(emulator, toStarterQuery(starter, account))).toHaveLength(signIns.length)
      const byHand = await readAll(emulator, toStarterQuery(getStarter('by-hand'), account))
      const descriptions = byHand.map((entry) => String(readPath(entry, 'action.description')))
      expect(descriptions.filter((text) => /LOGIN$/.test(text))).toEqual([])
    },
  )

  it('leaves out the records that the system deletes in syncs', async () => {
    const { account } = await findScopes(byDefault)
    const query = toStarterQuery(getStarter('dns-burst'), account)
    const isBySystem = (entry: unknown) => readPath(entry, 'actor.type') === 'system'
    expect((await readAll(byDefault, query)).filter(isBySystem)).toEqual([])
    const all = await readAll(byDefault, { ...query, filters: query.filters.slice(0, 2) })
    expect(all.filter(isBySystem).length).toBeGreaterThan(5)
  })

  it('asks less than everything', async () => {
    const { account } = await findScopes(byDefault)
    const all = byDefault.entries('account-audit-logs-v2', account).length
    for (const starter of starters.filter(({ dataset }) => dataset === 'account-audit-logs-v2')) {
      expect(await run(byDefault, starter), starter.title).toBeLessThan(all / 4)
    }
  })
})

describe('a second question', () => {
  const askFor = async (dataset: string, parameter: string, value: string) => {
    const { account } = await findScopes(byDefault)
    const filters = [
      { parameter, mode: 'include' as const, values: [value] },
      { parameter: 'actor_email', mode: 'include' as const, values: ['a@example.com'] },
    ]
    const query: LogQuery = {
      ...createQuery(dataset, account),
      timeRange: { kind: 'relative', range: '14d' },
      filters: dataset.endsWith('v1') ? filters.slice(0, 1) : filters,
    }
    return { query, questions: listSecondQuestions(query) }
  }

  it.each([
    ['account-audit-logs-v2', 'resource_product', 'workers'],
    ['account-audit-logs-v2', 'resource_product', 'r2'],
    ['account-audit-logs-v2', 'resource_product', 'email_routing'],
    ['account-audit-logs-v1', 'action.type', 'login'],
    ['account-audit-logs-v2', 'action_type', 'login'],
  ])(
    '%s by %s=%s finds what the first one lacks, in both settings of the switch',
    async (...asked) => {
      const { query, questions } = await askFor(...asked)
      expect(questions).toHaveLength(1)
      const [next] = questions.map((each) => each.query)
      if (!next) throw new Error('There is no second question.')
      const anyone = (each: LogQuery) => ({
        ...each,
        filters: each.filters.filter(({ parameter }) => !/^actor.email$/.test(parameter)),
      })
      expect(await readAll(byDefault, anyone(query))).toEqual([])
      expect((await readAll(otherForms, anyone(query))).length).toBeGreaterThan(0)
      expect((await readAll(byDefault, anyone(next))).length).toBeGreaterThan(0)
      expect((await readAll(otherForms, anyone(next))).length).toBeGreaterThan(0)
    },
  )

  it('keeps the actor and the time range', async () => {
    const { query, questions } = await askFor(
      'account-audit-logs-v2',
      'resource_product',
      'workers',
    )
    const [{ query: next } = { query }] = questions
    expect(next.timeRange).toEqual(query.timeRange)
    expect(next.filters).toEqual([
      { parameter: 'actor.email', mode: 'include', values: ['a@example.com'] },
    ])
    const [path = '', search = ''] = formatUrl(next).split('?')
    expect(parseUrl(path, search)?.query).toEqual(next)
  })

  it('leads from v1 to v2 and back', () => {
    const scope: Scope = { kind: 'account', id: '0'.repeat(32) }
    const first = toStarterQuery(getStarter('mail-routes'), scope)
    const [second] = listSecondQuestions(first)
    expect(second?.query.dataset).toBe('account-audit-logs-v2')
    const [third] = second ? listSecondQuestions(second.query) : []
    expect(third?.query).toEqual(first)
  })

  it('is not asked of other queries', () => {
    const scope: Scope = { kind: 'account', id: '0'.repeat(32) }
    for (const id of ['tokens', 'dns-burst', 'all-sign-ins', 'global-key-viewed']) {
      expect(listSecondQuestions(toStarterQuery(getStarter(id), scope))).toEqual([])
    }
  })
})

function getStarter(id: string): Starter {
  const starter = starters.find((each) => each.id === id)
  if (!starter) throw new Error(`There is no starter ${id}.`)
  return starter
}

describe('the steps of the story', () => {
  const page = readFileSync(new URL('../../docs/story.md', import.meta.url), 'utf8')
  const told = page.split(/^## (?=\d)/m).slice(1)

  it('are those of the page', () => {
    expect(storySteps.map(({ title }, i) => `${i + 1}. ${title}`)).toEqual(
      told.map((step) => (step.split('\n')[0] ?? '').replaceAll("'", '’')),
    )
  })

  it('ask what the page links to', () => {
    for (const [i, step] of storySteps.entries()) {
      const link = /\(http:\/\/localhost:8787(\/[^)]+)\)/.exec(told[i] ?? '')?.[1] ?? ''
      const [path = '', search = ''] = link.split('?')
      const linked = parseUrl(path, search)?.query
      // By this the app knows the step, and shows its hint.
      expect(linked && findStarter(linked, storySteps), step.title).toBe(step)
    }
  })
})
