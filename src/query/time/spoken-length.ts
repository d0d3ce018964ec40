/** Lengths of time as people say them, such as `3 days` or `an hour`. */

const unitWords = {
  minute: /^m(in(ute)?s?)?$/,
  hour: /^h((ou)?rs?)?$/,
  day: /^d(ays?)?$/,
  week: /^w((ee)?ks?)?$/,
  month: /^months?$/,
  year: /^y((ea)?rs?)?$/,
} as const

/** A unit of time. */
export type SpokenUnit = keyof typeof unitWords

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** A length such as `3 days`, `an hour` or `36h`; `undefined` for any other text. */
export function findSpokenLength(text: string): { count: number; unit: SpokenUnit } | undefined {
  const match = /^(\d{1,5}|[a-z]+?) ?([a-z]+)$/.exec(text.trim().toLowerCase())
  const [, countText = '', unitText = ''] = match ?? []
  const unit = (Object.keys(unitWords) as SpokenUnit[]).find((each) =>
    unitWords[each].test(unitText),
  )
  const count = /^an?$/.test(countText)
    ? 1
    : numberWords.includes(countText)
      ? numberWords.indexOf(countText) + 1
      : Number(countText)
  return match && unit && count > 0 ? { count, unit } : undefined
}
