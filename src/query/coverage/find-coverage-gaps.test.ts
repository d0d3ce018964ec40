import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listCoverage } from '../../catalog/coverage/list-coverage.ts'
import { datasets, findDataset, getDataset } from '../../catalog/index.ts'
import { listRoleFields } from '../../catalog/roles.ts'
import { parseUrl } from '../address/url-codec.ts'
import type { LogQuery } from '../log-query.ts'
import { queryOf } from '../testing/arbitrary-query.ts'
import { resolveTimeRange } from '../time/time-range.ts'
import { findCoverageGaps } from './find-coverage-gaps.ts'
import { formatCoverage, toCoverageRecords } from './format-coverage.ts'

const account = 'a'.repeat(32)
const v2Path = `/accounts/${account}/logs/audit`
const v1Path = `/accounts/${account}/audit_logs`
const nowMs = Date.parse('2026-11-21T12:00:00Z')

function ask(path: string, search: string) {
  const { query, problems } = parseUrl(path, search) ?? {}
  if (!query || problems?.length) throw new Error(JSON.stringify(problems))
  return findCoverageGaps(query, resolveTimeRange(query.timeRange, nowMs), nowMs)
}
const past = 'since=2026-11-01&before=2026-11-02'
/** Ids of the statements that apply to the question, and of those about the log. */
function idsOf(path: string, search: string) {
  const gaps = ask(path, `${past}&${search}`)
  const list = (kind: 'question' | 'log') =>
    gaps.filter(({ appliesTo }) => appliesTo === kind).map(({ statement }) => statement.id)
  return { question: list('question'), log: list('log') }
}

describe('the statements that apply to a question', () => {
  it.each([
    ['resource_product=workers', ['worker-deployments', 'data-studio-queries']],
    ['resource_product=workers&action_type=create', ['worker-deployments']],
    ['resource_product=workers&action_type=delete', []],
    ['resource_product=r2', ['r2-buckets', 'r2-objects', 'r2-bucket-locks']],
    ['raw_uri=/accounts/1/r2/buckets/a', ['r2-buckets', 'r2-objects', 'r2-bucket-locks']],
    ['local.has=/raw/uri=/r2/', ['r2-buckets', 'r2-objects', 'r2-bucket-locks']],
    ['local.has=/resource/product=worker', ['worker-deployments', 'data-studio-queries']],
    ['local.has==r2', ['r2-buckets', 'r2-objects', 'r2-bucket-locks']],
    ['resource_product=email_routing', ['email-routing']],
    ['resource_product=d1', ['d1-queries']],
    ['resource_product=dns', []],
    ['action_type=view', ['reads']],
    ['raw_method=GET', ['reads']],
    ['action_type=login', ['sign-in-action']],
    ['action_result=failure', ['client-errors']],
    ['action_result.not=success', ['client-errors']],
    ['raw_status_code=403', ['client-errors']],
    ['raw_status_code=500', []],
    ['actor_email=a@example.com', []],
    ['product_category=workers', ['worker-deployments', 'data-studio-queries']],
    [
      'resource_product=dns&product_category=workers',
      ['worker-deployments', 'data-studio-queries'],
    ],
  ])('of account log v2, %s', (search, expected) => {
    expect(idsOf(v2Path, search).question).toEqual(expected)
  })

  it('are about times, too', () => {
    const idsIn = (range: string) =>
      ask(v2Path, range)
        .filter(({ appliesTo }) => appliesTo === 'question')
        .map(({ statement, reasons }) => [statement.id, ...reasons])
    expect(idsIn('range=24h')).toEqual([['delay', 'The time range ends less than 8 minutes ago']])
    expect(idsIn('since=2026-03-09&before=2026-03-20')).toEqual([
      ['start', 'The time range begins before 2026-03-10'],
    ])
    expect(idsIn('since=2025-01-01&before=2026-03-20').map(([id]) => id)).toEqual([
      'start',
      'retention',
    ])
    expect(idsIn(past)).toEqual([])
  })

  it('say why, where else, and what that log is not asked', () => {
    const [first] = ask(v2Path, `${past}&resource_product=workers&actor_email=a@example.com`)
    expect(first?.statement.sentence).toBe(
      'Worker deployments may be recorded only in account audit log v1.',
    )
    expect(first?.reasons).toEqual(['Product is workers'])
    expect(first?.elsewhere).toEqual([
      {
        id: 'account-audit-logs-v1',
        title: 'Account audit log v1',
        address: `${v1Path}?since=2026-11-01&before=2026-11-02&actor.email=a@example.com`,
        leftBehind: ['Product is workers'],
      },
    ])
  })

  it('of account log v1 is what v2 has, and nothing that v1 has', () => {
    expect(idsOf(v1Path, 'action.type=login').question).toEqual(['sign-ins'])
    expect(idsOf(v1Path, 'action.type=API_key_view').question).toEqual(['reads'])
    const shown = ask(v1Path, past).map(({ statement }) => statement.id)
    expect(shown).not.toContain('worker-deployments')
    expect(shown).not.toContain('start')
  })
})

describe('a statement is left out', () => {
  it.each([
    ['action_type=update', ['reads']],
    ['action_type.not=view', ['reads']],
    ['raw_method.not=GET', ['reads']],
    ['raw_method=DELETE', ['reads']],
    ['action_result=success', ['client-errors']],
    ['action_result.not=failure', ['client-errors']],
    ['raw_status_code=200', ['client-errors']],
    ['resource_product=dns', ['r2-objects', 'd1-queries', 'worker-deployments', 'email-routing']],
    ['resource_product.not=r2', ['r2-objects', 'r2-bucket-locks']],
  ])('when the filters exclude what it is about: %s', (search, expected) => {
    const { question, log } = idsOf(v2Path, search)
    expect(idsOf(v2Path, '').log).toEqual(expect.arrayContaining(expected))
    for (const id of expected) expect([...question, ...log]).not.toContain(id)
  })

  it('not when a filter is disabled', () => {
    const { query } = parseUrl(v2Path, `${past}&off=action_type%3Dupdate`) ?? {}
    if (!query) throw new Error('no query')
    const gaps = findCoverageGaps(query, resolveTimeRange(query.timeRange, nowMs), nowMs)
    expect(gaps.map(({ statement }) => statement.id)).toContain('reads')
  })
})

describe.each(datasets.map((dataset) => [dataset.id, dataset] as const))('%s', (_, dataset) => {
  const queries = queryOf(dataset)
  const find = (query: LogQuery) =>
    findCoverageGaps(query, resolveTimeRange(query.timeRange, nowMs), nowMs)
  const declared = listCoverage(dataset)

  it('names only logs of the catalog, and never itself', () => {
    for (const { recordedIn = [] } of declared) {
      for (const id of recordedIn) expect(findDataset(id)?.id).toBe(id)
    }
    fc.assert(
      fc.property(queries, (query) => {
        for (const { elsewhere } of find(query)) {
          for (const { id, address } of elsewhere) {
            expect(id).not.toBe(query.dataset)
            const [path = '', search = ''] = address.split('?')
            const other = parseUrl(path, search)
            expect(other?.query.dataset).toBe(id)
            expect(other?.problems).toEqual([])
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('does not send a question back to the log that it came from', () => {
    const back = declared.flatMap(({ id, appliesTo, recordedIn = [] }) =>
      recordedIn
        .flatMap((other) => listCoverage(getDataset(other)))
        .filter((other) => other.recordedIn?.includes(dataset.id))
        .filter(({ appliesTo: there }) => {
          const shared = (one: readonly string[] = [], two: readonly string[] = []) =>
            one.some((word) => two.includes(word))
          return (
            shared(appliesTo?.products, there?.products) ||
            (!appliesTo?.products && !there?.products && shared(appliesTo?.verbs, there?.verbs))
          )
        })
        .map((other) => `${id} and ${other.id}`),
    )
    expect(back).toEqual([])
  })

  it('shows each statement at most once, those of the question first and with a reason', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const gaps = find(query)
        const ids = gaps.map(({ statement }) => statement.id)
        expect(new Set(ids).size).toBe(ids.length)
        const kinds = gaps.map(({ appliesTo }) => appliesTo)
        expect(kinds).toEqual([...kinds].sort().reverse())
        for (const { appliesTo, reasons } of gaps) {
          expect(reasons.length > 0).toBe(appliesTo === 'question')
        }
        expect(find(query)).toEqual(gaps)
      }),
      { numRuns: 60 },
    )
  })

  it('always shows a statement without a condition, and the one permission of the scope', () => {
    const always = declared.filter(({ appliesTo, topic }) => !appliesTo && topic !== 'permission')
    fc.assert(
      fc.property(queries, (query) => {
        const ids = find(query).map(({ statement }) => statement.id)
        expect(ids).toEqual(expect.arrayContaining(always.map(({ id }) => id)))
        expect(ids.filter((id) => id.startsWith('permission-'))).toEqual([
          `permission-${query.scope.kind}`,
        ])
      }),
      { numRuns: 60 },
    )
  })

  it('says nothing about a product that an include of other products excludes', () => {
    const [productField] = listRoleFields(dataset, 'product')
    const parameter = dataset.parameters.find(({ field }) => field && field === productField?.path)
    if (!parameter) return
    fc.assert(
      fc.property(queries, (query) => {
        const asked = {
          ...query,
          filters: [{ parameter: parameter.wireName, mode: 'include' as const, values: ['dns'] }],
          localFilters: [],
        }
        for (const { statement } of find(asked)) {
          expect(statement.appliesTo?.products ?? ['dns']).toContain('dns')
        }
      }),
      { numRuns: 30 },
    )
  })

  it('cites a public page for each statement, in a file without local paths', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const gaps = find(query)
        const records = toCoverageRecords(gaps)
        expect(formatCoverage(gaps)).toHaveLength(records.length)
        for (const { source, grade, statement } of records) {
          expect(source.url).toMatch(/^https:\/\/(developers\.cloudflare\.com|github\.com)\//)
          expect(['documented', 'reported', 'inferred']).toContain(grade)
          expect(statement).toMatch(/^[A-Z“].*\.$/)
        }
      }),
      { numRuns: 20 },
    )
  })
})

it('a statement as text has its reason, the other log, its grade and its source', () => {
  const lines = formatCoverage(ask(v2Path, `${past}&resource_product=workers`))
  expect(lines[0]).toBe(
    'Worker deployments may be recorded only in account audit log v1. Applies to this question: Product is workers. Not asked: Account audit log v1. (reported by one third party: GoCortexIO, content pack “Cloudflare API”, https://github.com/demisto/content/pull/45224)',
  )
})

it('without the present, retention and delay are statements about the log', () => {
  const { query } = parseUrl(v2Path, 'range=24h') ?? {}
  if (!query) throw new Error('no query')
  const gaps = findCoverageGaps(query, resolveTimeRange(query.timeRange, nowMs))
  expect(gaps.every(({ appliesTo }) => appliesTo === 'log')).toBe(true)
  expect(getDataset(query.dataset).latestArrivalS).toBeGreaterThan(0)
})
