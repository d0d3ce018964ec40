/** Tells values that say nothing, such as the absent side of a change. */

/** Whether a value is absent, null, empty, or the text “null” that v1 records for it. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 'null') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
