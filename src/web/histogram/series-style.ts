/** How a series is called and colored; the color never stands alone, the legend names it. */
import type { Histogram } from '../store/entry-store.ts'

/** One series of bars. */
export type SeriesStyle = { label: string; swatch: string }

const known: Readonly<Record<string, string>> = {
  success: 'bg-kumo-success',
  true: 'bg-kumo-success',
  failure: 'bg-kumo-danger',
  false: 'bg-kumo-danger',
  create: 'bg-kumo-success',
  delete: 'bg-kumo-danger',
  update: 'bg-kumo-info',
  view: 'bg-kumo-badge-teal',
  login: 'bg-kumo-badge-purple',
}
const others = [
  'bg-kumo-brand',
  'bg-kumo-badge-teal',
  'bg-kumo-badge-purple',
  'bg-kumo-warning',
  'bg-kumo-info',
]

/** The looks of all series, in their order. */
export function toSeriesStyles({ series }: Histogram): readonly SeriesStyle[] {
  return series.map(({ value, isRest }, i) => {
    if (isRest) return { label: 'other or none', swatch: 'bg-kumo-interact' }
    const own = Object.hasOwn(known, value) ? known[value] : undefined
    return { label: value, swatch: own ?? others[i % others.length] ?? 'bg-kumo-brand' }
  })
}
