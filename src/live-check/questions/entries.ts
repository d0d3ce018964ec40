/** What the entries themselves show: forms of ids and values, keys, and which actions a log records. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readPath } from '../../catalog/fields.ts'
import { findParameter } from '../../catalog/index.ts'
import { listRoleFields, type Role, readRole, readRoleText } from '../../catalog/roles.ts'
import { toVerb } from '../../catalog/verbs.ts'
import {
  type CheckedEntry,
  type CheckedLog,
  findFilterText,
  listFieldFilters,
} from '../checked-log.ts'
import { type Answer, isAccountLogV1, isAuditLogV2, type LogQuestion } from '../question.ts'
import { Unanswered } from '../unanswered.ts'

async function getEntries(log: CheckedLog): Promise<readonly CheckedEntry[]> {
  const { entries } = await log.sample()
  if (entries.length > 0) return entries
  throw new Unanswered('this log has no entries.')
}

const idForms: readonly { form: string; words: string; pattern: RegExp }[] = [
  { form: 'uuid', words: 'UUIDs', pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i },
  { form: 'hex', words: '32 hexadecimal digits', pattern: /^[0-9a-f]{32}$/i },
]

async function askIds(log: CheckedLog): Promise<Answer> {
  const { idPath } = log.dataset
  const ids = (await getEntries(log)).map(({ value }) => idPath && readPath(value, idPath))
  const found = idForms.filter(({ pattern }) => ids.some((id) => pattern.test(String(id))))
  const others = ids.filter((id) => !idForms.some(({ pattern }) => pattern.test(String(id))))
  const words = [...found.map((each) => each.words), ...(others.length > 0 ? ['another form'] : [])]
  return {
    words: `ids have the form ${words.join(' and ')}.`,
    form: found.length === 1 && others.length === 0 ? found[0]?.form : undefined,
  }
}

function toJsonType(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return value === null ? 'null' : typeof value === 'string' ? 'text' : typeof value
}

async function askScopeForm(log: CheckedLog): Promise<Answer> {
  const field = findParameter(log.dataset, 'resource_scope')?.field ?? ''
  const values = (await getEntries(log)).map(({ value }) => readPath(value, field))
  const types = new Set(values.filter((value) => value !== undefined).map(toJsonType))
  if (types.size === 0) throw new Unanswered(`no entry has ${field}.`)
  const [form] = types
  const words = `${field} is a JSON ${[...types].join(' or ')}.`
  return { words, form: types.size === 1 ? form : undefined }
}

/** Roles whose values are JSON of any form. */
const bodyRoles: readonly Role[] = ['requestBody', 'responseBody', 'valueBefore', 'valueAfter']

async function askShapes(log: CheckedLog): Promise<Answer> {
  const { dataset } = log
  const values = (await getEntries(log)).map(({ value }) => value)
  const paths = new Set(
    bodyRoles.flatMap((role) => listRoleFields(dataset, role).map(({ path }) => path)),
  )
  const shapes = [...paths].map((path) => {
    const found = values.map((value) => readPath(value, path))
    const types = new Set(found.filter((value) => value !== undefined).map(toJsonType))
    return `${path}: ${types.size > 0 ? [...types].sort().join(', ') : 'absent'}`
  })
  const keys = listUndeclaredKeys(dataset, values)
  return {
    words: [
      ...(shapes.length > 0 ? [`JSON types of ${shapes.join('; ')}`] : []),
      keys.length > 0
        ? `keys that the catalog does not declare: ${keys.join(', ')}`
        : 'no key that the catalog does not declare',
    ]
      .join('; ')
      .concat('.'),
  }
}

/** Undeclared keys beside declared fields. Below a declared field, keys belong to the user's data. */
function listUndeclaredKeys({ fields }: Dataset, values: readonly unknown[]): readonly string[] {
  const paths = fields.flatMap(({ path, otherPaths = [] }) => [path, ...otherPaths])
  const parents = ['', ...paths.flatMap((path) => listParents(path))].filter(
    (parent) => !paths.includes(parent),
  )
  const found = new Set<string>()
  for (const parent of new Set(parents)) {
    for (const value of values) {
      const object = parent === '' ? value : readPath(value, parent)
      if (typeof object !== 'object' || object === null || Array.isArray(object)) continue
      for (const key of Object.keys(object)) {
        const path = parent === '' ? key : `${parent}.${key}`
        const isKnown = paths.some((each) => each === path || each.startsWith(`${path}.`))
        if (!isKnown && /^[a-z][a-z_]{0,39}$/i.test(key)) found.add(path)
      }
    }
  }
  return [...found].sort().slice(0, 40)
}

function listParents(path: string): readonly string[] {
  const keys = path.split('.')
  return keys.slice(1).map((_, index) => keys.slice(0, index + 1).join('.'))
}

async function askChoices(log: CheckedLog): Promise<Answer> {
  const entries = await getEntries(log)
  const found = listFieldFilters(log.dataset)
    .filter(({ kind }) => kind === 'choice')
    .map((parameter) => {
      const texts = new Set(entries.map((entry) => findFilterText(parameter, entry)))
      const known = (parameter.values ?? []).filter((value) => texts.has(value))
      const others = [...texts].filter(
        (text) => text !== undefined && !parameter.values?.includes(text),
      ).length
      const more = others > 0 ? ` and ${others} that the catalog does not declare` : ''
      return `${parameter.wireName}: ${known.join(', ') || 'none of the declared'}${more}`
    })
  return { words: `declared values that occur in ${found.join('; ')}.` }
}

/** The descriptions of sign-ins: LOGIN, SSO_LOGIN and the like. */
const signInPattern = /^\W*(sso[\W_]*)?log[\W_]?in\W*$/i

function isSignIn(dataset: Dataset, value: unknown): boolean {
  if (signInPattern.test(readRoleText(dataset, value, 'description') ?? '')) return true
  return toVerb(dataset.verbs, readRoleText(dataset, value, 'action') ?? '') === 'sign-in'
}

async function askSignInType(log: CheckedLog): Promise<Answer> {
  const { dataset } = log
  const signIns = (await getEntries(log)).filter(({ value }) => isSignIn(dataset, value))
  if (signIns.length === 0) {
    throw new Unanswered(
      'the newest entries have no sign-in. Sign in to the dashboard, and run the check again after ten minutes.',
    )
  }
  const types = new Set(signIns.map(({ value }) => readRoleText(dataset, value, 'action')))
  const declared = Object.keys(dataset.verbs).filter((word) => types.has(word))
  const [form] = declared
  const words =
    declared.length > 0 ? declared.join(' or ') : 'a type that the catalog does not know'
  return {
    words: `a sign-in has the action type ${words}.`,
    form: types.size === 1 ? form : undefined,
  }
}

async function askAccountV1SignIns(log: CheckedLog, logs: readonly CheckedLog[]): Promise<Answer> {
  const { dataset } = log
  const [action] = listRoleFields(dataset, 'action')
  const parameter = listFieldFilters(dataset).find(({ field }) => field === action?.path)
  const word = Object.keys(dataset.verbs).find((each) => dataset.verbs[each] === 'sign-in')
  if (!parameter || word === undefined) throw new Unanswered('this log has no word for sign-ins.')
  const { entries } = await log.read({ filters: [[parameter.wireName, word]], size: 5 })
  if (entries.length > 0) return { words: 'it has sign-ins.', form: 'present' }
  const { dataset: otherDataset, sample } = getLogV2(logs)
  const hasOthers = (await sample()).entries.some(({ value }) => isSignIn(otherDataset, value))
  if (hasOthers) return { words: 'it has no sign-in, although v2 has some.', form: 'absent' }
  throw new Unanswered('neither this log nor the newest entries of v2 have a sign-in.')
}

function getLogV2(logs: readonly CheckedLog[]): CheckedLog {
  const found = logs.find(({ dataset, kind }) => isAuditLogV2(dataset) && kind === 'account')
  if (found) return found
  throw new Unanswered('it takes the log v2 of the account, which could not be read.')
}

/** Products whose changes may be recorded in v1 only, as v2 spells them. */
const productsOfV1 = ['workers', 'r2', 'email_routing'] as const
/** Kinds of resources of these products in v1. */
const kindsOfV1 = /^(script|route|r2\.|email_routing)/

async function askOnlyInV1(log: CheckedLog, logs: readonly CheckedLog[]): Promise<Answer> {
  const v2 = getLogV2(logs)
  const [product] = listRoleFields(v2.dataset, 'product')
  const parameter = listFieldFilters(v2.dataset).find(({ field }) => field === product?.path)
  if (!parameter) throw new Unanswered('the log v2 has no filter for products.')
  const filters = productsOfV1.map((each) => [parameter.wireName, each] as const)
  const { entries } = await v2.read({ filters, size: 100 })
  const texts = new Set(entries.map((entry) => findFilterText(parameter, entry)))
  const found = productsOfV1.filter((each) => texts.has(each))
  const hasV1 = (await getEntries(log)).some(({ value }) =>
    kindsOfV1.test(String(readRole(log.dataset, value, 'resourceKind') ?? '')),
  )
  const inV1 = `the newest entries of v1 have ${hasV1 ? 'some' : 'none'}`
  if (found.length > 0) {
    const words = `v2 has entries of the products ${found.join(', ')}; ${inV1}.`
    return { words, form: found.includes('workers') ? 'none' : undefined }
  }
  if (!hasV1) throw new Unanswered('neither log has entries of Workers, R2 or Email Routing.')
  return { words: `v2 has none; ${inV1}.`, form: 'workers-r2-email' }
}

/** The questions, in the order in which they are asked. */
export const entryQuestions: readonly LogQuestion[] = [
  {
    title: 'Ids of entries',
    decides: { name: 'entryIds', isFor: isAuditLogV2 },
    isOfEntries: true,
    isFor: ({ idPath }) => idPath !== undefined,
    ask: askIds,
  },
  {
    title: 'The scope of the resource',
    decides: { name: 'scope', isFor: isAuditLogV2 },
    isOfEntries: true,
    isFor: (dataset) => findParameter(dataset, 'resource_scope') !== undefined,
    ask: askScopeForm,
  },
  { title: 'Shapes of entries', isOfEntries: true, isFor: () => true, ask: askShapes },
  {
    title: 'Values of choices',
    isOfEntries: true,
    isFor: (dataset) => listFieldFilters(dataset).some(({ kind }) => kind === 'choice'),
    ask: askChoices,
  },
  {
    title: 'Sign-ins',
    decides: { name: 'signInType', isFor: isAuditLogV2 },
    isOfEntries: true,
    isFor: (dataset) =>
      isAuditLogV2(dataset) && dataset.scopes.some(({ kind }) => kind === 'account'),
    ask: askSignInType,
  },
  {
    title: 'Sign-ins',
    decides: { name: 'accountV1SignIns', isFor: isAccountLogV1 },
    isFor: isAccountLogV1,
    ask: askAccountV1SignIns,
  },
  {
    title: 'Workers, R2 and Email Routing',
    decides: { name: 'onlyInV1', isFor: isAccountLogV1 },
    isFor: isAccountLogV1,
    ask: askOnlyInV1,
  },
]
