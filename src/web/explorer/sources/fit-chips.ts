/**
 * Chooses the form of the chips in the line of logs, so that all of them fit into one line of a page of any width. Widths are
 * estimated from the texts: measured ones would need a layout for each form.
 */
import type { LineChip } from './list-chips.ts'

/**
 * How much a chip in the line says: everything, with short texts, or the word of the log only. A chip of several logs always
 * has their number.
 */
export type LineForm = 'whole' | 'compact' | 'short'

/** In a list, names are not cut off: they may differ in their ends only. */
export type ChipForm = LineForm | 'listed'

/** The chips in the line; the others share one that opens a list. */
export type FittedChips = {
  form: LineForm
  inLine: readonly LineChip[]
  rest: readonly LineChip[]
}

/** Average width of a character of 11 pixels, and of one in bold type. */
const charPx = 6
const boldPx = 6.4
/** Border and padding of a chip, the gap between its texts, the arrow, and the gap between chips. */
const framePx = 18
const gapPx = 6
const arrowPx = 10
const betweenPx = 4
/** Every chip has room for a count up to 9,999, so that the chips do not change their form while entries load. */
const minLabelLength = 5
/** The chip that opens a list of the others. */
const restPx = 84

/** Maximum width of the name and of the label, as the classes of a chip have them. */
const maxWidths: Readonly<Record<LineForm, { name: number; label: number }>> = {
  whole: { name: 128, label: 240 },
  compact: { name: 64, label: 80 },
  short: { name: 64, label: 0 },
}

/** The first of the lists that fits, else the last one in a shorter form; `width` is in pixels. */
export function fitChips(
  lists: readonly [readonly LineChip[], ...(readonly LineChip[])[]],
  width: number,
): FittedChips {
  const whole = lists.find((chips) => addWidths(chips, 'whole') <= width)
  if (whole) return { form: 'whole', inLine: whole, rest: [] }
  const chips = lists.at(-1) ?? lists[0]
  for (const form of ['compact', 'short'] as const) {
    if (addWidths(chips, form) <= width) return { form, inLine: chips, rest: [] }
  }
  const count = chips.findIndex(
    (_, at) => addWidths(chips.slice(0, at + 1), 'short') + betweenPx + restPx > width,
  )
  // At least one chip is in the line: its texts shrink.
  const end = Math.max(1, count)
  return { form: 'short', inLine: chips.slice(0, end), rest: chips.slice(end) }
}

/** The name that a chip shows; `undefined` for none. */
export function findShownName({ name, plans }: LineChip, form: ChipForm): string | undefined {
  if (name === undefined || form === 'whole' || form === 'listed') return name
  if (plans.length > 1) return `×${plans.length}`
  return form === 'compact' ? name : undefined
}

/** The gesture of a chip beside hiding its log; `undefined` for none. */
export function findAction({ plans, words }: LineChip): 'Retry' | 'Hide this log' | undefined {
  if (plans.length > 1) return undefined
  if (words.kind === 'failed') return 'Retry'
  return words.kind === 'unchecked' ? 'Hide this log' : undefined
}

/** Whether a chip opens a list: of several logs, and where it has no room for a gesture. */
export function hasMenu(chip: LineChip, form: ChipForm): boolean {
  return chip.plans.length > 1 || (form === 'short' && findAction(chip) !== undefined)
}

function addWidths(chips: readonly LineChip[], form: LineForm): number {
  const gaps = Math.max(0, chips.length - 1) * betweenPx
  return chips.reduce((sum, chip) => sum + toWidth(chip, form), gaps)
}

function toWidth(chip: LineChip, form: LineForm): number {
  const { word, words } = chip
  const max = maxWidths[form]
  const name = findShownName(chip, form)
  const action = findAction(chip)
  const parts = [
    word.length * boldPx,
    name === undefined ? 0 : Math.min(max.name, countCells(name) * charPx) + gapPx,
    words.label === '' || form === 'short' ? 0 : toLabelWidth(words.label, max.label),
    // In the short form, a sign takes the place of the words for a problem.
    form === 'short' && hasProblem(chip) ? arrowPx + gapPx : 0,
    hasMenu(chip, form) ? arrowPx + gapPx : 0,
    action && form !== 'short' ? action.length * charPx + 2 * gapPx : 0,
  ]
  return parts.reduce((sum, part) => sum + part, framePx)
}

function toLabelWidth(label: string, max: number): number {
  return Math.min(max, Math.max(minLabelLength, label.length) * charPx) + gapPx
}

/** Whether a chip warns of something. */
export function hasProblem({ words }: LineChip): boolean {
  return words.kind === 'failed' || words.kind === 'unchecked'
}

/** The number of characters, of which Chinese, Japanese and Korean ones are twice as wide. */
function countCells(text: string): number {
  return [...text].reduce((sum, char) => sum + (char >= '\u2e80' ? 2 : 1), 0)
}
