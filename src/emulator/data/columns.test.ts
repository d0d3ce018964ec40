import { describe, expect, test } from 'vitest'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readPath } from '../../catalog/fields.ts'
import { datasets } from '../../catalog/index.ts'
import type { Scope } from '../../query/log-query.ts'
import { defaultForms } from '../api-forms.ts'
import { userLevelColumn } from './entries/entries-v1.ts'
import type { EntrySource } from './entries/entry-source.ts'
import { storySteps } from './story/story-events.ts'
import { storyInsights } from './story/story-insights.ts'
import { createWorld } from './world.ts'

const nowMs = Date.parse('2026-11-19T15:20:00.000Z')

/** The fields of a log that filters read. */
function toPaths({ parameters }: Dataset): string[] {
  const paths = parameters.flatMap(({ role, field }) =>
    role === 'filter' && field !== undefined ? [field] : [],
  )
  return [...new Set(paths)]
}

/** For each value, the numbers of the entries that have it. */
function groupByValue(values: readonly unknown[]): Map<unknown, number[]> {
  const groups = new Map<unknown, number[]>()
  values.forEach((value, at) => {
    if (value !== undefined) groups.set(value, [...(groups.get(value) ?? []), at])
  })
  return groups
}

/** The numbers of the entries that a column selects for a value. */
function select(source: EntrySource, path: string, value: unknown, length: number): number[] {
  const matches = (each: unknown) => each === value
  const selects = source.columnOf(path).select({ matches, values: [String(value)] })
  return Array.from({ length }, (_, at) => at).filter(selects)
}

const otherForms = {
  entryIds: 'hex',
  signInType: 'login',
  onlyInV1: 'none',
  accountV1SignIns: 'present',
} as const

describe.each([
  ['by default', defaultForms],
  ['otherwise', otherForms],
])('the columns of a world with its forms %s', (_, forms) => {
  const { estate, findSource } = createWorld({ seed: 3, entries: 1500, nowMs, forms })
  const [account] = estate.accounts
  const zone = account?.zones.find(({ name }) => name === storyInsights[0]?.zone)
  const scopes: Record<Scope['kind'], Scope> = {
    account: { kind: 'account', id: account?.id ?? '' },
    zone: { kind: 'zone', id: zone?.id ?? '' },
    organization: { kind: 'organization', id: estate.organizations[0]?.id ?? '' },
    user: { kind: 'user' },
  }
  const logs = datasets.flatMap((dataset) =>
    dataset.scopes.map(({ kind }) => {
      const source = findSource(dataset.id, scopes[kind])
      if (!source) throw new Error(`There is no ${dataset.id} of ${kind}.`)
      const entries = Array.from({ length: source.firstAt(nowMs + 1) }, (_, at) =>
        source.entryAt(at),
      )
      return { name: `${dataset.id} of ${kind}`, dataset, source, entries }
    }),
  )
  const valuesOf = (id: string, path: string) => {
    const own = logs.filter(({ dataset }) => dataset.id === id)
    return new Set(own.flatMap(({ entries }) => entries.map((entry) => readPath(entry, path))))
  }

  test.each(logs)('say of every value what entries of $name say', (log) => {
    const { dataset, source, entries } = log
    for (const path of toPaths(dataset)) {
      for (const [value, expected] of groupByValue(entries.map((each) => readPath(each, path)))) {
        const found = select(source, path, value, entries.length)
        if (found.join() !== expected.join()) expect.fail(`${path} ${value}: ${found}; ${expected}`)
      }
    }
  })

  test.each(logs.filter(({ dataset }) => dataset.id.endsWith('v1')))(
    'know the entries of the user level in $name',
    ({ source, entries }) => {
      const isOwn = (entry: unknown) => readPath(entry, 'actor.id') === readPath(entry, 'owner.id')
      const expected = entries.flatMap((entry, at) => (isOwn(entry) ? [at] : []))
      expect(expected.length).toBeGreaterThan(0)
      expect(select(source, userLevelColumn, true, entries.length)).toEqual(expected)
    },
  )

  test('were held to the story, to systems and to ids of both versions', () => {
    const rays = valuesOf('account-audit-logs-v2', 'raw.cf_ray_id')
    for (const { rayId } of storySteps) expect(rays).toContain(rayId)
    const issues = valuesOf('insight-audit-logs', 'issue_id')
    for (const { issueId } of storyInsights) expect(issues).toContain(issueId)
    expect(valuesOf('account-audit-logs-v2', 'actor.type')).toContain('system')
    const ids = [...valuesOf('account-audit-logs-v1', 'id')].map((id) => String(id).charAt(14))
    expect(new Set(ids)).toEqual(new Set(['4', '5']))
  })
})
