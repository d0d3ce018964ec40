import { expect, it } from 'vitest'
import { toFollowWords, toShownWords, toWaitingWords } from './follow-words.ts'

it.each([
  [{ shown: 12, hidden: 0, older: 0 }, ''],
  [{ shown: 3, hidden: 2, older: 0 }, '2 more hidden by local filters'],
  [{ shown: 0, hidden: 2, older: 0 }, '2 new entries, hidden by local filters'],
  [{ shown: 5, hidden: 0, older: 2 }, '2 of them older than the newest you have seen'],
  [{ shown: 1, hidden: 0, older: 1 }, 'it is older than the newest you have seen'],
  [{ shown: 50_000, hidden: 0, older: 0 }, 'more are looked for when these are in the list'],
])('says of %j: %s', (count, words) => {
  expect(toWaitingWords(count)).toBe(words)
})

it.each([
  [{ shown: 12, older: 0 }, false, '12 new entries at the top'],
  [{ shown: 12, older: 2 }, false, '10 new entries at the top, 2 more, where their time belongs'],
  [{ shown: 1, older: 1 }, false, '1 new entry shown, where its time belongs'],
  [{ shown: 12, older: 0 }, true, '12 new entries shown'],
  [
    { shown: 12, older: 2 },
    true,
    '12 new entries shown; 2 of them further down, where their time belongs',
  ],
])('of %j shown with the top in sight (%s) says where they are: %s', (count, atTop, words) => {
  expect(toShownWords({ hidden: 0, ...count }, atTop)).toBe(words)
})

it('says whether new entries are watched for, and why not', () => {
  const words = (follow: Parameters<typeof toFollowWords>[0]) => toFollowWords(follow, 10_000)
  expect(words({ status: 'on', checkedMs: undefined })).toEqual({ state: 'on', more: 'checking…' })
  expect(words({ status: 'on', checkedMs: 7_000 }).more).toBe('checked 3 s ago')
  expect(words({ status: 'off', obstacle: 'not-wanted' })).toEqual({ state: 'off', more: '' })
  expect(words({ status: 'off', obstacle: 'absolute' }).more).toBe('the time range is fixed')
  expect(words({ status: 'off', obstacle: 'hidden' }).state).toBe('paused')
  expect(words({ status: 'off', obstacle: 'failed', failure: 'x' })).toEqual({
    state: 'stopped',
    more: 'x',
  })
})
