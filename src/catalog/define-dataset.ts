/**
 * The shape of a dataset's declaration, and its checks. A test runs them for the whole catalog: to check it whenever it is
 * loaded would delay the first row. Each message tells the developer what is wrong and what to write instead.
 */

import type { Pagination } from '../cloudflare/pagination.ts'
import type { z } from '../cloudflare/schema.ts'
import {
  type CoverageStatement,
  type Evidence,
  listCoverageProblems,
} from './coverage/list-coverage.ts'
import { type Column, derivedFields, type Field } from './fields.ts'
import { listNamingProblems, type Naming } from './naming.ts'
import type { Parameter, UnattestedParameter } from './parameters.ts'
import { listRequestProblems } from './request-problems.ts'
import { reservedKeys } from './reserved-keys.ts'
import { type Outcomes, type RoleLocations, roles, toLocationKeys } from './roles.ts'
import { type ScopeKind, scopeKinds } from './scopes.ts'
import type { VerbWords } from './verbs.ts'

/**
 * A kind of scope in which a dataset can be read, its API path, with the scope's id as `{…}`, the permission that a
 * credential needs, and what is known of that permission.
 */
export type ScopePath = {
  kind: ScopeKind
  path: string
  permission: string
  evidence: Evidence
  /** The path of the history of one entry, see `history`; it also has the variable of `historyVariables`. */
  historyPath?: string
}

/** What the path of a history names: the entry itself, or the insight that an entry is about. */
export const historyVariables = { resource: 'entry_id', insight: 'issue_id' } as const

/**
 * How the sentence about an entry is built. `described-call`: the description is the name of an
 * API operation, "Update DNS Record". `named-action`: the action is a short name, `change_setting`, with its verb
 * anywhere in it. `field-change`: the action names the field that was changed. `sign-in`: each entry is one sign-in to
 * the resource, by the outcome. `provisioning`: an identity provider changed a user or a group by SCIM.
 */
export type SummaryKind =
  | 'described-call'
  | 'named-action'
  | 'field-change'
  | 'sign-in'
  | 'provisioning'

/** One audit log, declared once. All lists are in the order in which they are shown. */
export type Dataset = {
  id: string
  title: string
  /** A shorter title where space is limited. */
  shortTitle: string
  /** One word in lower case that tells it from the other logs, as a timeline shows it beside an entry. */
  word: string
  /** What the log records and when to use it. */
  description: string
  documentationUrl: string
  /** The resource of Cloudflare's TypeScript SDK, below `client`; absent where the SDK lacks it. */
  sdkResource?: string
  /** Whether that SDK takes the id of the scope as an argument of its own, before the others. */
  sdkTakesIdFirst?: boolean
  scopes: readonly ScopePath[]
  /** How far back the API reaches, in days; absent where that is not documented. */
  retentionDays?: number
  /** The first day of the log, and where older entries are; absent where the log has no known beginning. */
  coveredFrom?: { date: string; instead: string; recordedIn?: readonly string[] }
  /**
   * The longest delay that was measured before an entry appeared, in seconds: an estimate, and no bound. Absent where
   * no delay was seen.
   */
  latestArrivalS?: number
  /** What retention, first day and delay rest on; each is given where its value is. */
  evidence: Readonly<Partial<Record<'retention' | 'start' | 'delay', Evidence>>>
  /** What else cannot appear in this log, the most important first; `listCoverage` adds what follows from the above. */
  coverage: readonly CoverageStatement[]
  pagination: Pagination
  parameters: readonly Parameter[]
  /** Filters that the API may have; they are named in the manual and in messages, and never sent. */
  unattestedParameters?: readonly UnattestedParameter[]
  fields: readonly Field[]
  /** The most telling fields as columns. The table shows time, summary, address, outcome and reason unless told. */
  columns: readonly Column[]
  /** The locations of each role's value, see `roles.ts`. */
  roles: RoleLocations
  /** Where an entry names ids beside the roles; see `naming.ts`. */
  naming?: Naming
  /** The log's action words, each with its verb. */
  verbs: VerbWords
  /** How the log spells success and failure; absent where it records no outcome. */
  outcomes?: Outcomes
  /** Actor ids of Cloudflare's own system. */
  systemActorIds?: readonly string[]
  summary: SummaryKind
  /** Paths of the fields by which the histogram can be stacked; the first one is the default. */
  stackBy: readonly string[]
  /**
   * Accepts every form that sources attest, and keeps unknown keys. Declare it with `z.lazy`: to create the schemas of all
   * logs takes milliseconds of every start.
   */
  entrySchema: z.ZodMiniType
  /** The id of another dataset that records the same events of the same scope, without a common id. */
  counterpart?: string
  /** An endpoint with details of one entry: the history of its resource, or the log of its insight. */
  history?: keyof typeof historyVariables
  /**
   * Path of the entry's id; an entry may still lack it. Absent where the log has no ids: then entries are named by the
   * digest of their text.
   */
  idPath?: string
  /** Path of the instant by which the list is ordered. */
  timePath: string
}

/** Returns a declaration with its literal types. */
export function defineDataset<const T extends Dataset>(dataset: T): T {
  return dataset
}

/** Checks a declaration; throws one error that lists all problems. */
export function checkDataset(dataset: Dataset): void {
  const problems = [
    ...parameterProblems(dataset),
    ...fieldProblems(dataset),
    ...pathProblems(dataset),
    ...historyProblems(dataset),
    ...pageSizeProblems(dataset),
    ...roleProblems(dataset),
    ...listNamingProblems(dataset),
    ...listCoverageProblems(dataset),
  ]
  if (problems.length > 0) {
    throw new Error(`Dataset ${dataset.id} is not well declared:\n- ${problems.join('\n- ')}`)
  }
}

function parameterProblems(dataset: Dataset): string[] {
  const { parameters, pagination } = dataset
  const names = parameters.map(({ wireName }) => wireName)
  const problems = [
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `parameter ${name} is declared twice; keep one.`),
    ...parameters.flatMap(nameProblems),
    ...parameters.flatMap((parameter) => meaningProblems(parameter, dataset)),
    ...listRequestProblems(dataset),
  ]
  const needed = ['since', 'before', pagination.sizeParameter]
  if (pagination.style === 'cursor') needed.push(pagination.cursorParameter)
  if (pagination.style === 'page') needed.push(pagination.pageParameter)
  for (const name of needed) {
    if (!names.includes(name)) problems.push(`parameter ${name} is missing; every dataset has it.`)
  }
  if (parameters.filter((parameter) => parameter.role === 'direction').length !== 1) {
    problems.push('exactly one parameter needs the role direction.')
  }
  return problems
}

function nameProblems({ wireName }: Parameter): string[] {
  const problems: string[] = []
  if ((reservedKeys as readonly string[]).includes(wireName)) {
    problems.push(
      `parameter ${wireName} has a reserved name; reserved are ${reservedKeys.join(', ')}.`,
    )
  }
  if (wireName.endsWith('.not')) {
    problems.push(`parameter ${wireName} ends in .not; declare the plain name with exclude: true.`)
  }
  return problems
}

function meaningProblems(parameter: Parameter, { parameters, fields }: Dataset): string[] {
  const { wireName, field, kind, role, exclude, values, deprecatedFor, widens } = parameter
  const problems: string[] = []
  if (exclude && role !== 'filter') {
    problems.push(`parameter ${wireName} cannot exclude, only filters can; drop exclude.`)
  }
  if (field !== undefined && !fields.some(({ path }) => path === field)) {
    problems.push(`parameter ${wireName} filters on ${field}; add that field or correct the path.`)
  }
  if (kind === 'choice' && !values?.length) {
    problems.push(`parameter ${wireName} is a choice without values; list them, or use kind text.`)
  }
  for (const other of [deprecatedFor, widens]) {
    if (other !== undefined && !parameters.some((each) => each.wireName === other)) {
      problems.push(
        `parameter ${wireName} names ${other}, which is not declared; add or correct it.`,
      )
    }
  }
  return problems
}

function pageSizeProblems({ parameters, pagination }: Dataset): string[] {
  const { sizeParameter, defaultSize, maxSize } = pagination
  const parameter = parameters.find(({ wireName }) => wireName === sizeParameter)
  if (!parameter) return []
  const { maximum, defaultValue } = parameter
  return maximum === maxSize && defaultValue === String(defaultSize)
    ? []
    : [
        `parameter ${sizeParameter} allows ${maximum} and assumes ${defaultValue}, the pagination ${maxSize} and ${defaultSize}; make them agree.`,
      ]
}

function fieldProblems({ fields, columns, timePath, idPath }: Dataset): string[] {
  const problems: string[] = []
  const paths = new Set<string>()
  for (const { path } of fields) {
    if (paths.has(path)) problems.push(`field ${path} is declared twice; keep one.`)
    paths.add(path)
    if (derivedFields.some((derived) => derived.path === path)) {
      problems.push(`field ${path} has the path of a derived column; no entry may have it.`)
    }
  }
  for (const { field, otherwise = [] } of columns) {
    for (const path of [field, ...otherwise].filter((path) => !paths.has(path))) {
      problems.push(`column ${path} is no field; add the field or drop the column.`)
    }
  }
  if (!paths.has(timePath)) problems.push(`timePath ${timePath} is no field; add it.`)
  if (idPath !== undefined && !paths.has(idPath))
    problems.push(`idPath ${idPath} is no field; add it.`)
  return problems
}

function pathProblems({ scopes }: Dataset): string[] {
  if (scopes.length === 0) return ['scopes is empty; list at least one path to read from.']
  return scopes.flatMap(({ kind, path }, index) => {
    if (scopes.findIndex((each) => each.kind === kind) !== index) {
      return [`scope ${kind} has two paths; keep one.`]
    }
    return pathTemplateProblems(path, kind, [])
  })
}

/** Either every scope has a path with the history of an entry, or none has. */
function historyProblems({ scopes, history }: Dataset): string[] {
  return scopes.flatMap(({ kind, historyPath }) => {
    if (history === undefined && historyPath === undefined) return []
    if (history === undefined || historyPath === undefined) {
      return [`scope ${kind}: history and historyPath belong together; declare both or neither.`]
    }
    return pathTemplateProblems(historyPath, kind, [historyVariables[history]])
  })
}

function pathTemplateProblems(path: string, kind: ScopeKind, others: readonly string[]): string[] {
  if (!/^(\/(\{\w+\}|[\w-]+))+$/.test(path)) {
    return [`path ${path} should start with / below /client/v4 and have no query.`]
  }
  const found = path.match(/\{\w+\}/g) ?? []
  const scope = scopeKinds[kind]
  const names = 'variable' in scope ? [scope.variable, ...others] : others
  const wanted = names.map((name) => `{${name}}`).join()
  return found.join() === wanted
    ? []
    : [`path ${path} should contain ${wanted || 'no variable'} for scope ${kind}.`]
}

function roleProblems({ fields, roles: declared, outcomes, stackBy, verbs }: Dataset): string[] {
  const paths = fields.map(({ path }) => path)
  const problems = roles.flatMap((role) =>
    (declared[role] ?? []).flatMap((location, index, all) => {
      const text = toLocationKeys(location).join('.')
      if (!paths.includes(location.field)) {
        return [
          `role ${role} is in ${location.field}, which is no field; add the field or correct it.`,
        ]
      }
      const first = all.findIndex((each) => toLocationKeys(each).join('.') === text)
      return first === index ? [] : [`role ${role} names ${text} twice; keep one.`]
    }),
  )
  for (const role of Object.keys(declared)) {
    if (!roles.some((each) => each === role)) {
      problems.push(`role ${role} does not exist; the roles are ${roles.join(', ')}.`)
    }
  }
  if ((outcomes === undefined) !== (declared.outcome === undefined)) {
    problems.push('outcomes and the role outcome belong together; declare both or neither.')
  }
  for (const path of stackBy) {
    if (!paths.includes(path)) problems.push(`stackBy ${path} is no field; add it or drop it.`)
  }
  for (const word of Object.keys(verbs)) {
    if (word !== word.toLowerCase()) problems.push(`verb word ${word} has to be in lower case.`)
  }
  return problems
}
