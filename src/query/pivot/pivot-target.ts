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
  /** In a timeline, the log whose fields and pointers these are; absent for the fields of the timeline. */
  log?: TargetLog
}

/** A dataset, and the text of the source of the entry. */
export type TargetLog = { dataset: string; source: string }
