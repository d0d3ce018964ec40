/** Counts of entries over time, and by the hours of the week. */

/** The question that a histogram answers. */
export type HistogramQuestion = {
  /** Epoch milliseconds in ascending order, at least two: bucket `i` begins at edge `i` and ends before the next one. */
  edges: readonly number[]
  /** The catalog's path of the field that the bars are stacked by. */
  by: string
  /** How many values get a series of their own. */
  series: number
}

/**
 * Entries of the view per bucket, for each series, most frequent first. The last series counts the remaining
 * entries, if there are any: rarer values, entries that lack the field, and all entries when the field has too
 * many values to count by.
 */
export type Histogram = {
  series: readonly { value: string; isRest: boolean; counts: readonly number[] }[]
  /** Entries of the view without a time, or outside of the requested range. */
  outside: number
}

/** Entries of the view by the hour of the week on the clocks of a zone. */
export type HourCounts = {
  /** One count for each hour, from Monday 00:00 on: 168. */
  counts: readonly number[]
  /** Entries of the view without a time. */
  without: number
}
