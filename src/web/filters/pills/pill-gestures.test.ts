import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import {
  createQuery,
  type FieldFilter,
  type Filter,
  type FilterMode,
} from '../../../query/log-query.ts'
import { type FilterPillData, listPills, type Pill } from './list-pills.ts'
import { flipPill, getAddedPillKey, removePill, switchPill } from './pill-gestures.ts'
import { getPillNotes } from './pill-notes.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const filter = (parameter: string, mode: FilterMode, ...values: string[]): Filter => ({
  parameter,
  mode,
  values,
})
const query = {
  ...createQuery(v2.id, { kind: 'account', id: 'a'.repeat(32) }),
  filters: [filter('actor_context', 'include', 'dash'), filter('action_type', 'exclude', 'view')],
  disabledFilters: [filter('zone_name', 'include', 'acme.example')],
}
const local: FieldFilter = {
  kind: 'field',
  pointer: '/raw/user_agent',
  mode: 'include',
  text: 'terraform',
  isExact: false,
}
const pills = listPills(query, v2)

function getPill(at: number): FilterPillData {
  const pill = pills[at]
  if (pill?.kind !== 'filter') throw new Error(`no pill ${at}`)
  return pill
}

const isOff = (pill: Pill | undefined) => pill?.kind === 'filter' && pill.isOff

describe('the filter bar', () => {
  it('finds the pill that was added, or that took up a further value', () => {
    const added = { ...query, filters: [...query.filters, filter('zone_id', 'include', 'z')] }
    expect(getAddedPillKey(query, added, v2)).toBe('include zone_id')
    const joined = { ...query, filters: [filter('actor_context', 'include', 'dash', 'api_key')] }
    expect(getAddedPillKey(query, joined, v2)).toBe('include actor_context')
    expect(getAddedPillKey(query, { ...query, localFilters: [local] }, v2)).toContain(
      'local include',
    )
  })

  it('shows what is in force before what is off', () => {
    expect(pills.map((pill) => [pill.words.sentence, isOff(pill)])).toEqual([
      ['Actor context is dash', false],
      ['Action type is not view', false],
      ['Zone name is acme.example', true],
    ])
  })

  it('turns a filter off and on again, and the focus goes along', () => {
    const off = switchPill(query, getPill(1))
    expect(off.next.filters).toEqual([query.filters[0]])
    expect(off.next.disabledFilters).toEqual([...query.disabledFilters, query.filters[1]])
    const moved = listPills(off.next, v2).find(({ key }) => key === off.focus)
    expect(isOff(moved)).toBe(true)
    const back = moved?.kind === 'filter' ? switchPill(off.next, moved) : undefined
    expect(back?.next).toEqual(query)
    expect(back?.focus).toBe(getPill(1).key)
  })

  it('does not turn on what would take more than ten requests, and says so', () => {
    const emails = filter('actor.email', 'include', 'a@x.co', 'b@x.co', 'c@x.co')
    const addresses = (count: number) =>
      filter('actor.ip', 'include', ...Array.from({ length: count }, (_, i) => `10.0.0.${i}`))
    const find = (count: number) => {
      const asked = { ...query, filters: [emails], disabledFilters: [addresses(count)] }
      const off = listPills(asked, v1).at(-1)
      return off?.kind === 'filter'
        ? getPillNotes(off, { dataset: v1, loaded: 0, shown: 0 }, asked).overrun
        : undefined
    }
    expect(find(3)).toBeUndefined()
    expect(find(4)).toContain('12 requests')
  })

  it('turns a local filter off and on again, and flips it in its own list', () => {
    const start = { ...query, disabledFilters: [], localFilters: [local] }
    const [on] = listPills(start, v2).slice(-1)
    if (on?.kind !== 'local') throw new Error('no local pill')
    const off = switchPill(start, on)
    expect(off.next).toMatchObject({ localFilters: [], disabledLocalFilters: [local] })
    const pill = listPills(off.next, v2).find(({ key }) => key === off.focus)
    if (pill?.kind !== 'local') throw new Error('the focus is lost')
    expect(flipPill(off.next, pill)?.next.disabledLocalFilters).toMatchObject([{ mode: 'exclude' }])
    expect(removePill(off.next, v2, pill).next.disabledLocalFilters).toEqual([])
    expect(switchPill(off.next, pill).next).toEqual(start)
  })

  it('shows the values at one place as one pill, and treats them as one', () => {
    const other: FieldFilter = { ...local, text: 'curl' }
    const uri: FieldFilter = { ...local, pointer: '/raw/uri', text: 'x' }
    const start = { ...query, disabledFilters: [], localFilters: [local, uri, other] }
    const pill = listPills(start, v2)[2]
    expect(pill?.words.sentence).toBe('User agent contains any of: terraform, curl')
    if (pill?.kind !== 'local') throw new Error('no local pill')
    expect(flipPill(start, pill)?.next.localFilters).toEqual([
      { ...local, mode: 'exclude' },
      { ...other, mode: 'exclude' },
      uri,
    ])
    const off = switchPill(start, pill)
    expect(off.next).toMatchObject({ localFilters: [uri], disabledLocalFilters: [local, other] })
    expect(listPills(off.next, v2).map(({ key }) => key)).toContain(off.focus)
    expect(removePill(start, v2, pill).next.localFilters).toEqual([uri])
  })

  it('says that several hours to include are alternatives', () => {
    const hours = (mode: FilterMode, text: string) =>
      ({ kind: 'hours', mode, hours: text }) as const
    const localFilters = [
      hours('include', 'sat'),
      hours('exclude', 'sun'),
      hours('include', '22:00-06:00'),
    ]
    const shown = listPills({ ...query, disabledFilters: [], localFilters }, v2).slice(2)
    expect(shown.map(({ words }) => words.sentence)).toEqual([
      'hours within sat',
      'hours outside sun',
      'or hours within 22:00-06:00',
    ])
  })

  it.each([0, 2])('flips pill %i in its own list', (at) => {
    const flipped = flipPill(query, getPill(at))
    const pill = flipped && listPills(flipped.next, v2)[at]
    expect(pill?.mode).toBe('exclude')
    expect(isOff(pill)).toBe(getPill(at).isOff)
    expect(pill?.key).toBe(flipped?.focus)
  })

  it('flips what the API cannot exclude into local filters, in its own list', () => {
    const types = filter('action.type', 'include', 'add', 'login')
    const older = { ...query, dataset: v1.id, filters: [types], disabledFilters: [] }
    const [pill] = listPills(older, v1)
    const flipped = pill && flipPill(older, pill)
    expect(flipped?.next.filters).toEqual([])
    expect(flipped?.next.localFilters).toEqual(
      ['add', 'login'].map((text) => ({
        kind: 'field',
        pointer: '/action/type',
        mode: 'exclude',
        text,
        isExact: true,
      })),
    )
    const keys = flipped && listPills(flipped.next, v1).map(({ key }) => key)
    expect(keys).toContain(flipped?.focus)
    const off = { ...older, filters: [], disabledFilters: [types] }
    const [waiting] = listPills(off, v1)
    const kept = waiting && flipPill(off, waiting)
    expect(kept?.next).toMatchObject({ localFilters: [], disabledFilters: [] })
    expect(kept?.next.disabledLocalFilters).toHaveLength(2)
  })

  it('does not flip what stands in no field of an entry', () => {
    const hiding = {
      ...query,
      dataset: v1.id,
      filters: [filter('hide_user_logs', 'include', 'true')],
    }
    const [pill] = listPills(hiding, v1)
    expect(pill && flipPill(hiding, pill)).toBeUndefined()
  })

  it('shows local filters behind those of the API, flips and removes them', () => {
    const narrowed = { ...query, localFilters: [local] }
    const pill = listPills(narrowed, v2)[2]
    expect(pill?.words.sentence).toBe('User agent contains terraform')
    const flipped = pill && flipPill(narrowed, pill)
    expect(flipped?.next.localFilters).toEqual([{ ...local, mode: 'exclude' }])
    const shown = flipped && listPills(flipped.next, v2)[2]
    expect(shown?.words.sentence).toBe('User agent does not contain terraform')
    expect(shown?.key).toBe(flipped?.focus)
    expect(pill && removePill(narrowed, v2, pill).next).toEqual(query)
  })

  it.each([
    [0, 'exclude action_type'],
    [1, 'off include zone_name'],
    [2, 'exclude action_type'],
  ])('gives the focus of a removed pill %i to %s', (at, focus) => {
    const gesture = removePill(query, v2, getPill(at))
    expect(gesture.focus).toBe(focus)
    expect(listPills(gesture.next, v2)).toHaveLength(2)
  })
})
