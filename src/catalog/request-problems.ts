/** Checks the request keys that a declaration gives to its parameters. */
import type { Field } from './fields.ts'
import type { Parameter, UnattestedParameter } from './parameters.ts'
import type { ScopeKind } from './scopes.ts'

type Declared = {
  parameters: readonly Parameter[]
  unattestedParameters?: readonly UnattestedParameter[] | undefined
  fields: readonly Field[]
  scopes: readonly { kind: ScopeKind }[]
}

/** What is wrong with the keys of requests and with the parameters that are not attested; each says the remedy. */
export function listRequestProblems(dataset: Declared): string[] {
  return [
    ...requestKeyProblems(dataset.parameters),
    ...repeatProblems(dataset.parameters),
    ...unattestedProblems(dataset),
    ...dataset.parameters.flatMap((parameter) => valueListProblems(parameter, dataset)),
  ]
}

function repeatProblems(parameters: readonly Parameter[]): string[] {
  return parameters.flatMap(({ wireName, repeatedAs }) =>
    repeatedAs === undefined || parameters.some((each) => each.wireName === repeatedAs)
      ? []
      : [`parameter ${wireName} is repeated as ${repeatedAs}, which is not declared; add it.`],
  )
}

/** Without a list of values, the page could not ask for a required filter. */
function valueListProblems(
  { wireName, role, required, valueList }: Parameter,
  { scopes }: Declared,
): string[] {
  const isRequiredFilter = role === 'filter' && required
  if (isRequiredFilter !== (valueList !== undefined)) {
    return [`parameter ${wireName}: a required filter and valueList belong together; add or drop.`]
  }
  if (!valueList) return []
  return scopes
    .filter(({ kind }) => kind !== valueList.scopeKind)
    .map(
      ({ kind }) =>
        `parameter ${wireName} lists values by ${valueList.scopeKind}, but the log is read by ${kind} too; drop that scope.`,
    )
}

/** The keys of requests must be unique too. */
function requestKeyProblems(parameters: readonly Parameter[]): string[] {
  const keys = parameters.flatMap(({ wireName, requestName, operator }) => [
    ...(requestName === undefined || requestName === wireName ? [] : [requestName]),
    ...(operator ? [operator.key] : []),
    ...(operator?.parts ? [operator.parts.unless.key] : []),
  ])
  const wireNames = parameters.map(({ wireName }) => wireName)
  return [
    ...keys
      .filter((key, index) => wireNames.includes(key) || keys.indexOf(key) !== index)
      .map((key) => `request key ${key} has two meanings; rename one.`),
    ...parameters
      .filter(({ operator, exclude }) => operator && !exclude)
      .map(({ wireName }) => `parameter ${wireName} has an operator; declare exclude: true.`),
  ]
}

function unattestedProblems({ parameters, unattestedParameters = [], fields }: Declared): string[] {
  return unattestedParameters.flatMap(({ wireName, field }) => [
    ...(parameters.some((each) => each.wireName === wireName)
      ? [`parameter ${wireName} is both declared and unattested; keep one.`]
      : []),
    ...(field === undefined || fields.some(({ path }) => path === field)
      ? []
      : [`parameter ${wireName} would filter on ${field}; add that field or correct the path.`]),
  ])
}
