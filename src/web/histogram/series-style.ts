/** Label and color of each series; the legend shows both, so that color alone carries no meaning. */
import type { Histogram } from '../store/time-counts.ts'
import { findLogStyle } from '../ui/log-style.ts'

/** Label and color class of one series. */
export type SeriesStyle = { label: string; swatch: string }

const colorsByValue: Readonly<Record<string, string>> = {
  // Only failure has a color among outcomes, and it differs in brightness as well.
  success: 'bg-[light-dark(oklch(48%_0_0),oklch(72%_0_0))]',
  failure: 'bg-kumo-danger',
  create: 'bg-kumo-success',
  delete: 'bg-kumo-danger',
  update: 'bg-kumo-info',
  view: 'bg-kumo-badge-teal',
  login: 'bg-kumo-badge-purple',
  'sign-in': 'bg-kumo-badge-purple',
  LOGIN: 'bg-kumo-badge-purple',
  SSO_LOGIN: 'bg-kumo-badge-purple',
}
const otherColors = [
  'bg-kumo-brand',
  'bg-kumo-badge-teal',
  'bg-kumo-badge-purple',
  'bg-kumo-warning',
  'bg-kumo-info',
]

/**
 * The styles of all series, in their order; `findWord` gives the word for a value that is not shown as it is spelled. With
 * `isByLog`, the values are the words of logs, which have the same colors as in rows.
 */
export function toSeriesStyles(
  { series }: Histogram,
  findWord: (value: string) => string | undefined = () => undefined,
  isByLog = false,
): readonly SeriesStyle[] {
  return series.map(({ value: spelled, isRest }, i) => {
    const value = findWord(spelled) ?? spelled
    if (isRest) return { label: 'other or none', swatch: 'bg-kumo-interact' }
    const valueColor = isByLog ? findLogStyle(value)?.swatch : findValueColor(value)
    return {
      label: value,
      swatch: valueColor ?? otherColors[i % otherColors.length] ?? 'bg-kumo-brand',
    }
  })
}

function findValueColor(value: string): string | undefined {
  return Object.hasOwn(colorsByValue, value) ? colorsByValue[value] : undefined
}
