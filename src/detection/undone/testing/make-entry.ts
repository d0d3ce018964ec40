/** Entries of audit log v2 and v1 for tests of what became of a loosening. */
import { getDataset } from '../../../catalog/index.ts'
import { readRulePack } from '../../pack/rule-pack.ts'
import type { DetectionRule } from '../../rule.ts'
import { findChangedResource, type ListEntry } from '../changed-resource.ts'
import { type LooseningState, trackLoosening, withEffects } from '../track-loosening.ts'

/** The shipped rules. */
export const rulePack = readRulePack()

/** The shipped detection with this title. */
export function getRule(title: string): DetectionRule {
  const rule = rulePack.find((each) => each.title === title)
  if (rule?.kind !== 'detection') throw new Error(`There is no detection “${title}”.`)
  return rule
}

type Call = {
  /** Minutes after the first moment of the tests. */
  at: number
  call: string
  id?: string
  request?: unknown
  more?: Readonly<Record<string, object>>
}

const verbs: Readonly<Record<string, string>> = {
  ...{ POST: 'create', PUT: 'update', PATCH: 'update', DELETE: 'delete', GET: 'view' },
}

/** The time of a minute of the tests. */
export function toTime(at: number): string {
  return new Date(Date.parse('2026-11-19T10:00:00.500Z') + at * 60_000).toISOString()
}

/** An entry of audit log v2 that records a call such as `PUT /accounts/a/access/policies/p`. */
export function makeV2({ at, call, id, request, more }: Call): ListEntry {
  const [method = '', uri = ''] = call.split(' ')
  const path = uri.startsWith('/user/')
    ? uri.slice('/user/'.length)
    : uri.replace(/^\/\w+\/[^/]+\/?/, '')
  const [product = '', kind = product] = path.split('/').filter((part) => !/\d/.test(part))
  const entry = {
    id: `${at} ${call}`,
    action: { type: verbs[method], time: toTime(at), result: 'success', ...more?.action },
    actor: { email: 'marta.pinto@acme.example', type: 'user', ...more?.actor },
    raw: { method, uri },
    resource: { product, type: kind, ...(id !== undefined && { id }), request, ...more?.resource },
    ...(more?.zone && { zone: more.zone }),
  }
  return { ...account, dataset: getDataset('account-audit-logs-v2'), entry, source: 'v2' }
}

/** An entry of audit log v1 of the same account. */
export function makeV1(at: number, entry: Readonly<Record<string, unknown>>): ListEntry {
  const dataset = getDataset('account-audit-logs-v1')
  const whole = { when: toTime(at), owner: { id: 'account-1' }, ...entry }
  return { ...account, dataset, entry: whole, source: 'v1' }
}

const account = { owner: 'account account-1' }

/** What became of what a rule found in an entry; the `by` and `again` of the answer are the texts of their times. */
export function track(title: string, loosened: ListEntry, others: readonly ListEntry[]) {
  const found = findChangedResource(loosened)
  if (!found) throw new Error('The entry has no time.')
  const later = others.flatMap((each) => {
    const resource = findChangedResource(each)
    return resource ? [withEffects(resource, rulePack)] : []
  })
  const inOrder = later.toSorted((a, b) => a.fromMs - b.fromMs)
  return toPlain(trackLoosening(found, getRule(title), inOrder))
}

function toPlain(state: LooseningState) {
  const toMinute = (ms: number) => (ms - Date.parse(toTime(0))) / 60_000
  if (state.kind === 'open') {
    return state.again ? { kind: 'open', again: toMinute(state.again.fromMs) } : { kind: 'open' }
  }
  return state.kind === 'unknown'
    ? { kind: 'unknown' }
    : { kind: state.kind, by: toMinute(state.by.fromMs), how: state.how }
}
