/** The value that a pivot filters by, and its position in an entry. */

/** A value of an entry, with its position. */
export type PivotTarget = {
  /** The catalog's path of the field, where the value is one of a field. */
  field?: string
  /** JSON Pointer (RFC 6901) to the value in its entry. */
  pointer: string
  /** The value as recorded in the entry; objects and arrays cannot be filtered by. */
  value: unknown
  /** The time of its entry as it is spelled, for “around this time”; empty when it has none. */
  time: string
  /** In a timeline, the log whose field, pointer and value these are; absent where they are those of the timeline. */
  log?: { dataset: string; source: string }
  /** In a timeline, the text of the source of the entry; absent for a value of no one entry. */
  source?: string
}
