import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import { formatUrl, parseUrl } from '../query/address/url-codec.ts'
import type { Scope } from '../query/log-query.ts'
import { createLocalMatcher } from '../query/match-local.ts'
import { toApiRequest } from '../query/request/api-request.ts'
import { findStarter, type Starter, toStarterQuery } from '../query/starters/starter.ts'
import { starters } from '../query/starters/starters.ts'
import { storySteps } from '../query/starters/story-steps.ts'
import { resolveTimeRange } from '../query/time/time-range.ts'
import { createEmulator } from './app.ts'
import { askAllPages, findScopes } from './testing/ask-emulator.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const everything = [...starters, ...storySteps]
const byDefault = createEmulator({ seed: 1, entries: 50_000, now: () => nowMs })
const other = createEmulator({ seed: 7, entries: 20_000, now: () => nowMs })

function findScope(starter: Starter, scopes: Record<string, Scope>): Scope {
  const scope = scopes[getDataset(starter.dataset).scopes[0]?.kind ?? 'account']
  if (!scope) throw new Error('The emulator has no such scope.')
  return scope
}

/** The first page of all that the API can filter by, and how much of everything is left locally. */
async function run(emulator: typeof byDefault, starter: Starter): Promise<number> {
  const dataset = getDataset(starter.dataset)
  const query = toStarterQuery(starter, findScope(starter, await findScopes(emulator)))
  const timeRange = resolveTimeRange(query.timeRange, nowMs)
  const { pairs } = toApiRequest(query, timeRange, { size: 1000 })
  const asked = pairs.filter(([key]) => !['per_page', 'limit', 'page', 'cursor'].includes(key))
  const pages = await askAllPages(emulator, dataset, query.scope, asked)
  return pages.flat().filter(createLocalMatcher(query.localFilters)).length
}

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
      const kind = getDataset(starter.dataset).scopes[0]?.kind ?? 'account'
      const scope = kind === 'user' ? { kind } : { kind, id: '0'.repeat(32) }
      const query = toStarterQuery(starter, scope)
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
    },
  )

  it('asks less than everything', async () => {
    const { account } = await findScopes(byDefault)
    const all = byDefault.entries('account-audit-logs-v2', account).length
    for (const starter of starters.filter(({ dataset }) => dataset === 'account-audit-logs-v2')) {
      expect(await run(byDefault, starter), starter.title).toBeLessThan(all / 4)
    }
  })
})

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
