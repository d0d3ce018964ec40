/** Reads time and direction among typed filters, also times as people say them. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import { findInstantForm } from '../../cloudflare/instant.ts'
import type { TimeRange } from '../log-query.ts'
import type { SpokenContext } from '../time/spoken-time.ts'
import { findRangeMs, findSpokenRange } from '../time/time-range.ts'
import { parseTypedTime } from '../time/typed-time.ts'
import { findValueProblem, timeOrderProblems } from '../validate-query.ts'
import type { TextRange, TypedItem, TypedProblem } from './typed-items.ts'

/** The zone of the screen and the present, for typed times such as `3 days ago`. */
export type TypedContext = SpokenContext

/** Time and direction by name, each with its range in the text. */
export type TypedSettings = Map<string, TextRange & { text: string }>

/** Adds the time or the direction of an item to the settings; returns the problem of one that cannot be used. */
export function readSetting(
  settings: TypedSettings,
  item: TypedItem,
  dataset: Dataset,
  context: TypedContext | undefined,
): TypedProblem | undefined {
  const { from, to, values } = item
  const [value] = values
  const parameter = findParameter(dataset, item.name.text)
  const name = parameter?.role === 'direction' ? 'direction' : item.name.text
  const refuse = (message: string) => ({ from, to, message })
  if (item.isOff || item.isExcluded) {
    return refuse(`“${name}” can neither be excluded nor disabled. Write ${name}:value.`)
  }
  if (!value || item.isGroup) return refuse(`“${name}” takes one value. Write ${name}:value.`)
  if (settings.has(name)) return refuse(`“${name}” is given twice. Keep one.`)
  const read = readSettingValue(dataset, name, value.text, context)
  if (read.problem !== undefined) return { from: value.from, to: value.to, message: read.problem }
  settings.set(name, { from, to, text: read.text })
  return undefined
}

/** The value of a setting for the API, also when it is written as people say it. */
function readSettingValue(
  dataset: Dataset,
  name: string,
  value: string,
  context: TypedContext | undefined,
): { text: string; problem?: never } | { problem: string } {
  const problem = findSettingProblem(dataset, name, value)
  if (problem === undefined) return { text: value }
  if (name === 'range') {
    const range = findSpokenRange(value)
    return range === undefined ? { problem } : { text: range }
  }
  if (!context || (name !== 'since' && name !== 'before')) return { problem }
  const parsed = parseTypedTime(value, { ...context, end: name })
  if (parsed.kind !== 'time') {
    return { problem: parsed.kind === 'problem' ? parsed.message : problem }
  }
  const isDate = findInstantForm(parsed.value) === 'date'
  const text = isDate ? `${parsed.value}T00:00:00Z` : parsed.value
  const refusal = findSettingProblem(dataset, name, text)
  return refusal === undefined ? { text } : { problem: refusal }
}

function findSettingProblem(dataset: Dataset, name: string, value: string): string | undefined {
  if (name === 'range') {
    return findRangeMs(value) === undefined
      ? `“${value.slice(0, 60)}” is not a range. Use one such as 15m, 24h, 7d or 2w.`
      : undefined
  }
  const parameter =
    name === 'direction'
      ? dataset.parameters.find(({ role }) => role === 'direction')
      : findParameter(dataset, name)
  return parameter && findValueProblem(parameter, value)
}

/** The problems of times that contradict each other. */
export function findTimeProblems(settings: TypedSettings): TypedProblem[] {
  const [range, since, before] = ['range', 'since', 'before'].map((name) => settings.get(name))
  if (range && (since ?? before)) {
    const message = '“range” contradicts “since” and “before”. Keep one of them.'
    return [{ from: range.from, to: range.to, message }]
  }
  if (!since || !before) return []
  return timeOrderProblems([
    ['since', since.text],
    ['before', before.text],
  ]).map(({ message }) => ({ from: before.from, to: before.to, message }))
}

/** The time range of the settings; `undefined` when they have none. */
export function findTypedTimeRange(settings: TypedSettings): TimeRange | undefined {
  const [range, since, before] = ['range', 'since', 'before'].map(
    (name) => settings.get(name)?.text,
  )
  if (since === undefined && before === undefined) {
    return range === undefined ? undefined : { kind: 'relative', range }
  }
  return {
    kind: 'absolute',
    ...(since !== undefined && { since }),
    ...(before !== undefined && { before }),
  }
}
