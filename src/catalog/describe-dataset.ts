/**
 * Describes datasets and parameters in words, for the manual and for the reference in the app. The result
 * is plain text; each of them adds its own layout.
 */
import type { Dataset } from './define-dataset.ts'
import type { Parameter, UnattestedParameter } from './parameters.ts'

/** The description of a parameter. */
export type ParameterDescription = {
  wireName: string
  /** The key that excludes; `undefined` when the parameter cannot exclude. */
  excludeName: string | undefined
  severalValues: boolean
  required: boolean
  /** The form of its values, for example `whole number from 1 to 1000`. */
  form: string
  /** All values of a choice, else suggestions; empty when none are known. */
  values: readonly string[]
  /** Its meaning, its default, and its replacement when it is deprecated. */
  description: string
}

const forms: Record<Parameter['kind'], string> = {
  text: 'text',
  choice: 'one of',
  email: 'email address',
  ip: 'IP address',
  'ip-or-cidr': 'IP address or range',
  id: 'id',
  integer: 'whole number',
  boolean: 'true or false',
  'date-or-instant': 'date or RFC 3339 instant',
  instant: 'RFC 3339 instant',
  opaque: 'token, unaltered',
}

/** Describes the accepted values and the meaning of a parameter. */
export function describeParameter(parameter: Parameter): ParameterDescription {
  const { wireName, exclude, repeats, required, values = [] } = parameter
  return {
    wireName,
    excludeName: exclude ? `${wireName}.not` : undefined,
    severalValues: repeats,
    required,
    form: forms[parameter.kind] + describeBounds(parameter),
    values,
    description: [parameter.description, ...formatRemarks(parameter)].join(' '),
  }
}

function describeBounds({ minimum, maximum }: Parameter): string {
  if (minimum === undefined) return ''
  return maximum === undefined ? ` from ${minimum} up` : ` from ${minimum} to ${maximum}`
}

function formatRemarks(parameter: Parameter): string[] {
  const { wireName, requestName, operator, defaultValue, ignoresCase, deprecatedFor } = parameter
  const { valueList, repeatedAs } = parameter
  const own = requestName ?? wireName
  return [
    ...(valueList ? [`${valueList.path} lists the values.`] : []),
    ...(repeatedAs === undefined ? [] : [`Gumshoe sends the same number as ${repeatedAs}.`]),
    ...(own === wireName ? [] : [`The API calls it ${own}.`]),
    ...(operator ? [`The API excludes by ${operator.key}=${operator.exclude}.`] : []),
    ...(operator?.parts
      ? [
          `Without ${operator.parts.unless.key}=${operator.parts.unless.value} it compares parts of values.`,
        ]
      : []),
    ...(defaultValue === undefined ? [] : [`Without it: ${defaultValue}.`]),
    ...(ignoresCase ? ['Upper and lower case are the same.'] : []),
    ...(deprecatedFor === undefined ? [] : [`Deprecated: use ${deprecatedFor}.`]),
  ]
}

/** Says how a filter that is not sent is known, and what to use instead. */
export function describeUnattested({
  wireName,
  impliedBy,
  grade,
  field,
}: UnattestedParameter): string {
  const source =
    grade === 'inferred' ? `only inferred from “${impliedBy}”` : 'only reported by users'
  const remedy =
    field === undefined ? 'Entries have no such field.' : `Use a local filter on “${field}”.`
  return `“${wireName}” is ${source}, so it is not sent. ${remedy}`
}

/** Describes how a dataset is paged. */
export function describePaging({ pagination }: Pick<Dataset, 'pagination'>): string {
  const { sizeParameter, defaultSize, maxSize } = pagination
  const size = `${sizeParameter} sets the size (${defaultSize} unless told, at most ${maxSize})`
  switch (pagination.style) {
    case 'cursor':
      return `By cursor: ${size}, ${pagination.cursorParameter} continues.`
    case 'page':
      return `By page number without totals: ${size}, ${pagination.pageParameter} counts from 1.`
    case 'window':
      return `Not at all: ${size}. A full answer may lack entries, so shorter times are asked for.`
  }
}

/** Describes how far back a dataset reaches. */
export function describeRetention({ retentionDays }: Pick<Dataset, 'retentionDays'>): string {
  if (retentionDays === undefined) return 'Not documented.'
  const months = Math.round(retentionDays / 30.4)
  return months < 2 ? `${retentionDays} days.` : `${retentionDays} days, about ${months} months.`
}
