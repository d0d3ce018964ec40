/**
 * Links live forever. Every link in `golden-links.json` must send the same requests and show the same
 * entries as on the day it was recorded. A failure here means that links which people have saved and
 * shared are broken: fix the code, and never change a record to match it.
 *
 * To add a link, write `about` and `link` at the end of the file, run
 * `GOLDEN_LINKS=record npx vitest run src/golden-links.test.ts` and `npm run format`, and review the
 * result. Recording only fills in what is missing; it never changes what is there. If the emulator's data
 * change on purpose, delete the `rows` of the affected links, record them again, and say so in the commit.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Dataset } from './catalog/define-dataset.ts'
import { datasets, getDataset } from './catalog/index.ts'
import { reservedKeys } from './catalog/reserved-keys.ts'
import { createEmulator } from './emulator/app.ts'
import { findPathMeaning } from './query/address/path-meaning.ts'
import { formatUrl, parseUrl, type ScreenState } from './query/address/url-codec.ts'
import { listEntryIds } from './query/identity/digest-id.ts'
import type { LogQuery } from './query/log-query.ts'
import { createEntryMatcher } from './query/match-local.ts'
import { listLocalFilters } from './query/plan-filters.ts'
import { parseQueryString } from './query/query-string.ts'
import { formatApiRequest, toFirstRequests } from './query/request/api-request.ts'
import { resolveTimeRange } from './query/time/time-range.ts'
import { createRoleMatcher } from './query/timeline/match-role.ts'
import { planTimeline } from './query/timeline/plan-timeline.ts'
import type { RoleFilter } from './query/timeline/timeline-query.ts'
import { toTimelineQuery } from './query/timeline/to-timeline-query.ts'

/** The entries of a link: their number, the first five ids, and the SHA-256 of all ids, one per line. */
type Rows = { count: number; ids: string[]; sha256: string }

/** What a link means. The texts of problems are not recorded, because their wording may be improved. */
type Meaning = {
  problems: { kind: string; key: string; value?: string }[]
  screen: ScreenState
  /** The first page of each request, as path and query below `/client/v4`. */
  requests: string[]
  /** The entries that pass the local filters, request by request, without duplicates. */
  rows: Rows
}

type GoldenLink = { about: string; link: string } & Partial<Meaning>

const nowMs = Date.parse('2026-11-21T12:00:00Z')
/** The forms that the emulator had when the first links were recorded. */
const forms = { signInType: 'login', onlyInV1: 'none', accountV1SignIns: 'present' } as const
const { fetch } = createEmulator({ seed: 1, entries: 3_000, now: () => nowMs, forms })
const file = new URL('golden-links.json', import.meta.url)
const recorded: GoldenLink[] = JSON.parse(readFileSync(file, 'utf8'))

function parseLink(link: string) {
  const at = link.indexOf('?')
  const [path, search] = at === -1 ? [link, ''] : [link.slice(0, at), link.slice(at)]
  const parsed = parseUrl(path, search)
  if (!parsed) throw new Error(`${path} names no dataset.`)
  return parsed
}

/** A query of one log, and the filters by role that its entries have to match. */
type LogPart = { query: LogQuery; roleFilters: readonly RoleFilter[] }

/** The query itself; of a timeline, that of each log that can contain the answer. */
function listLogParts(query: LogQuery): readonly LogPart[] {
  if (!query.sources) return [{ query, roleFilters: [] }]
  return planTimeline(toTimelineQuery(query)).flatMap((plan) => (plan.query ? [plan] : []))
}

function toRequestsOf(query: LogQuery): string[] {
  const timeRange = resolveTimeRange(query.timeRange, nowMs)
  return toFirstRequests(query, timeRange).map(formatApiRequest)
}

function toRequests({ query }: ReturnType<typeof parseLink>): string[] {
  return listLogParts(query).flatMap((part) => toRequestsOf(part.query))
}

/** Reads all pages of a list, by cursor or by page number, as its first request does. */
async function fetchEntries(request: string): Promise<{ id: string }[]> {
  const entries: { id: string }[] = []
  let next: string | undefined = request
  for (let page = 2; next !== undefined; page++) {
    const answer = await fetch(new Request(`https://api.cloudflare.com/client/v4${next}`))
    const { result, result_info, errors } = await answer.json()
    // v1 answers 400 to the page that follows a full last page.
    if (answer.status === 400 && entries.length > 0) return entries
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(errors)}`)
    entries.push(...result)
    const cursor = result_info?.cursor
    const isNumbered = /[?&]page=1$/.test(request) && result.length > 0
    if (isNumbered) next = request.replace(/page=1$/, `page=${page}`)
    else next = cursor && `${request}&cursor=${encodeURIComponent(cursor)}`
  }
  return entries
}

async function readMeaning(link: string): Promise<Meaning> {
  const parsed = parseLink(link)
  const requests = toRequests(parsed)
  const ids = new Set<string>()
  for (const { query, roleFilters } of listLogParts(parsed.query)) {
    const dataset = getDataset(query.dataset)
    const isShown = createEntryMatcher(dataset, listLocalFilters(query))
    const roleMatchers = roleFilters.map((filter) => createRoleMatcher(dataset, filter))
    for (const request of toRequestsOf(query)) {
      const entries = await fetchEntries(request)
      const names = listEntryIds(dataset, entries, (index) => JSON.stringify(entries[index]))
      for (const [index, entry] of entries.entries()) {
        if (isShown(entry) && roleMatchers.every((matches) => matches(entry))) {
          ids.add(names[index] ?? '')
        }
      }
    }
  }
  const all = [...ids]
  const sha256 = createHash('sha256').update(all.join('\n')).digest('hex')
  return {
    problems: parsed.problems.map(({ message, ...problem }) => problem),
    screen: parsed.screen,
    requests,
    rows: { count: all.length, ids: all.slice(0, 5), sha256 },
  }
}

/** Adds the missing parts to a record. Existing parts win, so recording cannot hide a broken link. */
async function completeRecord(record: GoldenLink): Promise<GoldenLink> {
  return { ...record, ...(await readMeaning(record.link)), ...record }
}

if (process.env.GOLDEN_LINKS === 'record') {
  for (const [at, record] of recorded.entries()) recorded[at] = await completeRecord(record)
  writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`)
}

describe('a recorded link', () => {
  it.each(recorded.map((record) => [record.about, record] as const))(
    'still means the same: %s',
    async (_, { about, link, ...meaning }) => {
      const remedy = meaning.requests
        ? 'This link no longer means the same. People have saved it: fix the code, not the record.'
        : 'This link has no record yet. The comment at the top of this file says how to add one.'
      expect(await readMeaning(link), `${link}\n${remedy}`).toEqual(meaning)
    },
  )

  it.each(recorded.map((record) => [record.about, record] as const))(
    'means the same after the app has rewritten it: %s',
    (_, { link }) => {
      const parsed = parseLink(link)
      const rewritten = parseLink(formatUrl(parsed.query, parsed.screen))
      expect(rewritten.problems).toEqual([])
      expect(rewritten.screen).toEqual(parsed.screen)
      expect(rewritten.query).toEqual(parsed.query)
      expect(toRequests(rewritten)).toEqual(toRequests(parsed))
    },
  )
})

describe('the recorded links', () => {
  it('are unique', () => {
    for (const name of ['about', 'link'] as const) {
      const values = recorded.map((record) => record[name])
      expect(values.filter((value, at) => values.indexOf(value) !== at)).toEqual([])
    }
  })

  it('return entries, except for a few', () => {
    const empty = recorded.filter(({ problems, rows }) => problems?.length === 0 && !rows?.count)
    expect(empty.length).toBeLessThan(recorded.length / 10)
  })

  it.each(datasets.map((dataset) => [dataset.id, dataset] as const))(
    'cover every key and every scope of %s',
    (_, dataset) => {
      const links = recorded.filter(({ link }) => findPath(link)?.dataset === dataset)
      const used = links.flatMap(({ link, problems = [] }) =>
        parseQueryString(link.split('?')[1] ?? '')
          .pairs.map(([key]) => key)
          .filter((key) => !problems.some((problem) => problem.key === key)),
      )
      expect(listLinkKeys(dataset).filter((key) => !used.includes(key))).toEqual([])
      const scopes = new Set(links.map(({ link }) => findPath(link)?.scope?.kind))
      expect(dataset.scopes.filter(({ kind }) => !scopes.has(kind))).toEqual([])
    },
  )

  it('cover every key that is Gumshoe’s own', () => {
    const used = recorded.map(({ link }) => link).join('&')
    expect(reservedKeys.filter((key) => !used.includes(`&${key}=`))).toEqual([])
  })
})

describe('the check', () => {
  const link = recorded.find(({ about }) => about === 'v2: exclude by action_type')?.link ?? ''

  it.each([
    ['another mode', link.replace('.not', '')],
    ['another value', link.replace('=delete', '=create')],
    ['another range', link.replace('range=2d', 'range=3d')],
    ['another account', link.replace(/[0-9a-f]{32}/, '52ed99b0f171dec97959ed12f6773817')],
  ])('notices %s, by the requests and by the rows', async (_, other) => {
    const [before, after] = [await readMeaning(link), await readMeaning(other)]
    expect(after.requests).not.toEqual(before.requests)
    expect(after.rows).not.toEqual(before.rows)
  })

  it('notices a local filter and the open entry, which are not part of any request', async () => {
    const before = await readMeaning(link)
    const filtered = await readMeaning(`${link}&local.not=/zone=`)
    expect(filtered.requests).toEqual(before.requests)
    expect(filtered.rows).not.toEqual(before.rows)
    expect((await readMeaning(`${link}&entry=a@b`)).screen).not.toEqual(before.screen)
  })

  it('never changes an existing record', async () => {
    const wrong: GoldenLink = { about: 'wrong', link, requests: ['/elsewhere'] }
    const completed = await completeRecord(wrong)
    expect(completed.requests).toEqual(['/elsewhere'])
    expect(completed.rows).toEqual((await readMeaning(link)).rows)
  })
})

function findPath(link: string) {
  return findPathMeaning(link.split('?')[0] ?? '')
}

/** The dataset's own keys that a link may contain. */
function listLinkKeys({ id }: Dataset): string[] {
  return getDataset(id)
    .parameters.filter(({ role }) => role !== 'paging' && role !== 'output')
    .flatMap(({ wireName, exclude }) => (exclude ? [wireName, `${wireName}.not`] : [wireName]))
}
