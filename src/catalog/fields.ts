/**
 * The fields of an entry, by dotted path. A field's kind decides how it is shown. Where sources disagree
 * about a name, `otherPaths` lists the other spellings.
 */

/** How a value is shown and compared. */
export type FieldKind =
  | 'instant'
  | 'email'
  | 'ip'
  | 'id'
  | 'choice'
  | 'text'
  | 'number'
  | 'boolean'
  | 'json'

/** The headings under which fields and parameters are listed. */
export const groups = [
  'action',
  'actor',
  'resource',
  'request',
  'zone',
  'account',
  'change',
  'entry',
  'time',
] as const

/** One heading of fields and parameters. */
export type Group = (typeof groups)[number]

/** One field of an entry. */
export type Field = {
  /** Dotted path in the entry, for example `actor.email`. */
  path: string
  label: string
  kind: FieldKind
  group: Group
  /** What it means, in one sentence. */
  description: string
  /** Other paths that sources give for the same field, tried in order when `path` is absent. */
  otherPaths?: readonly string[]
}

/**
 * Columns that are computed from the whole entry. They are listed, shown and exported like fields; no field of a dataset
 * may have these paths.
 */
export const derivedFields: readonly Field[] = [
  {
    path: 'summary',
    label: 'Summary',
    kind: 'text',
    group: 'action',
    description: 'Who did what to which resource, in a sentence.',
  },
  {
    path: 'change',
    label: 'Change',
    kind: 'text',
    group: 'change',
    description: 'The values before and after, by the entry itself or by an earlier loaded one.',
  },
  {
    path: 'rules',
    label: 'Rules',
    kind: 'text',
    group: 'entry',
    description: 'The titles of the detection rules that match, the most severe first.',
  },
]

/** The path of the column with the sentence that says what an entry records. */
export const summaryPath = 'summary'

/** The path of the column with what an entry changed. */
export const changePath = 'change'

/** The path of the column with the detection rules that match an entry. */
export const rulesPath = 'rules'

const fieldMaps = new WeakMap<readonly Field[], ReadonlyMap<string, Field>>()

/** The fields of a list by their path; the map is made once for each list. */
export function getFieldsByPath(fields: readonly Field[]): ReadonlyMap<string, Field> {
  const cached = fieldMaps.get(fields)
  if (cached) return cached
  const map = new Map(fields.map((field) => [field.path, field]))
  fieldMaps.set(fields, map)
  return map
}

/**
 * How the table shows a field as a column. Facets count the first fields of this list unless the user chooses others.
 */
export type Column = {
  /** The path of a field, or of a derived one. */
  field: string
  /** Width in pixels. */
  width: number
  /** Fields to show instead, in order, when an entry lacks this one. */
  otherwise?: readonly string[]
}

/** The value at a dotted path of own properties; `undefined` when any step is missing. */
export function readPath(entry: unknown, path: string): unknown {
  let value: unknown = entry
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** The text at a dotted path; empty when the value is not a text, and without a path. */
export function readText(entry: unknown, path: string | undefined): string {
  const value = path === undefined ? undefined : readPath(entry, path)
  return typeof value === 'string' ? value : ''
}

/** The value of a field: at its path, else at the first of its other paths that has one. */
export function readField(entry: unknown, field: Field): unknown {
  const value = readPath(entry, field.path)
  if (value !== undefined || !field.otherPaths) return value
  for (const path of field.otherPaths) {
    const other = readPath(entry, path)
    if (other !== undefined) return other
  }
  return undefined
}
