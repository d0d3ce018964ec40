import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { findOutcomeWord } from '../../catalog/roles.ts'
import { findLogStyle } from '../ui/log-style.ts'
import { toSeriesStyles } from './series-style.ts'

const toHistogram = (...values: string[]) => ({
  outside: 0,
  series: values.map((value) => ({ value, isRest: value === '', counts: [1] })),
})

it('says outcomes in the words of all logs, in the same colors', () => {
  const v1 = getDataset('account-audit-logs-v1')
  const words = toSeriesStyles(toHistogram('true', 'false', ''), (value) =>
    findOutcomeWord(v1, 'action.result', value),
  )
  expect(words.map(({ label }) => label)).toEqual(['success', 'failure', 'other or none'])
  expect(words.slice(0, 2)).toEqual(toSeriesStyles(toHistogram('success', 'failure')))
})

it('says other values as they are', () => {
  expect(toSeriesStyles(toHistogram('true'))[0]?.label).toBe('true')
})

it('gives each log the color of its word in rows, in any order', () => {
  const styles = toSeriesStyles(toHistogram('user', 'v1', 'v2', 'odd', ''), undefined, true)
  expect(styles.map(({ label }) => label)).toEqual(['user', 'v1', 'v2', 'odd', 'other or none'])
  const swatches = ['user', 'v1', 'v2'].map((word) => findLogStyle(word)?.swatch)
  expect(styles.slice(0, 3).map(({ swatch }) => swatch)).toEqual(swatches)
  expect(toSeriesStyles(toHistogram('user'))[0]?.swatch).not.toBe(swatches[0])
})
