/**
 * The shape of a dataset's declaration, and the checks it passes when it is loaded. Whoever adds a
 * dataset learns here, at start, what is wrong and what to write instead.
 */

import type { Pagination } from '../cloudflare/pagination.ts'
import type { z } from '../cloudflare/schema.ts'
import type { Column, Field } from './fields.ts'
import type { Parameter } from './parameters.ts'
import { type ScopeKind, scopeKinds } from './scopes.ts'

/** One way to read a dataset: a kind of scope and the API path, with the scope's id as `{…}`. */
export type ScopePath = { kind: ScopeKind; path: string; permission: string }

/** One audit log, declared once. All lists are in the order in which they are shown. */
export type Dataset = {
  id: string
  title: string
  /** A few words for narrow places. */
  shortTitle: string
  /** What the log records and when to use it. */
  description: string
  documentationUrl: string
  /** What lists it in Cloudflare's TypeScript SDK, below `client`; absent where the SDK lacks it. */
  sdkResource?: string
  scopes: readonly ScopePath[]
  /** How far back the API reaches, in days; absent where that is not documented. */
  retentionDays?: number
  /** The day with which the log begins, and where older entries are; absent where it has always been. */
  coveredFrom?: { date: string; instead: string }
  /** How long an entry may take to appear, in seconds; absent where no delay was seen. */
  latestArrivalS?: number
  /** What cannot appear in this log, said to whoever reads an empty result. */
  coverage: readonly string[]
  pagination: Pagination
  parameters: readonly Parameter[]
  fields: readonly Field[]
  columns: readonly Column[]
  /** Accepts every form that sources attest, and keeps unknown keys. */
  entrySchema: z.ZodMiniType
  /** What more the API tells of one entry: the history of its resource, or the log of its insight. */
  history?: 'resource' | 'insight'
  /**
   * Path of the entry's id; an entry may still lack it. Absent where the log has no ids: its entries are told
   * apart by their text, and named by their time.
   */
  idPath?: string
  /** Path of the instant by which the list is ordered. */
  timePath: string
}

/** Keys of a page's address that the API does not know; no parameter may have these names. */
export const reservedKeys = [
  'range',
  'off',
  'local.has',
  'local.not',
  'find',
  'tz',
  'entry',
] as const

/** Checks a declaration and returns it; throws one error that lists all that has to be mended. */
export function defineDataset<const T extends Dataset>(dataset: T): T {
  const problems = [
    ...parameterProblems(dataset),
    ...fieldProblems(dataset),
    ...pathProblems(dataset),
    ...pageSizeProblems(dataset),
  ]
  if (problems.length > 0) {
    throw new Error(`Dataset ${dataset.id} is not well declared:\n- ${problems.join('\n- ')}`)
  }
  return dataset
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
    ...requestKeyProblems(parameters),
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

/** What requests are written with has to tell the parameters apart as well. */
function requestKeyProblems(parameters: readonly Parameter[]): string[] {
  const keys = parameters.flatMap(({ wireName, requestName, operator }) => [
    ...(requestName === undefined || requestName === wireName ? [] : [requestName]),
    ...(operator ? [operator.key] : []),
  ])
  const taken = parameters.map(({ wireName }) => wireName)
  return [
    ...keys
      .filter((key, index) => taken.includes(key) || keys.indexOf(key) !== index)
      .map((key) => `request key ${key} has two meanings; rename one.`),
    ...parameters
      .filter(({ operator, exclude }) => operator && !exclude)
      .map(({ wireName }) => `parameter ${wireName} has an operator; declare exclude: true.`),
  ]
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
    if (!/^(\/(\{\w+\}|[\w-]+))+$/.test(path)) {
      return [`path ${path} should start with / below /client/v4 and have no query.`]
    }
    const found = path.match(/\{\w+\}/g) ?? []
    const scope = scopeKinds[kind]
    const wanted = 'variable' in scope ? `{${scope.variable}}` : ''
    return found.join() === wanted
      ? []
      : [`path ${path} should contain ${wanted || 'no variable'} for scope ${kind}.`]
  })
}
