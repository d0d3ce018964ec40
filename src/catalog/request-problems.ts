/** Checks the request keys that a declaration gives to its parameters. */
import type { Field } from './fields.ts'
import type { Parameter, UnattestedParameter } from './parameters.ts'

type Declared = {
  parameters: readonly Parameter[]
  unattestedParameters?: readonly UnattestedParameter[] | undefined
  fields: readonly Field[]
}

/** What is wrong with the keys of requests and with the parameters that are not attested; each says the remedy. */
export function listRequestProblems(dataset: Declared): string[] {
  return [...requestKeyProblems(dataset.parameters), ...unattestedProblems(dataset)]
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
