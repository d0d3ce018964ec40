import { expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { toQuestionWords } from '../../search/report/report-question.ts'
import { toReportQuestion } from './to-report-question.ts'

const v2 = `accounts/${'a'.repeat(32)}/logs/audit`
const timeRange = { since: '2026-11-14T00:00:00Z', before: '2026-11-21T00:00:00Z' }

it.each([
  [
    '&credential_name=cache&zone.not=a.example&text=grafana',
    'Credential name is cache; Zone is not a.example; anywhere: grafana (local)',
  ],
  ['', 'all entries, no filter'],
])('says what was asked by %s', (search, words) => {
  const query = parseUrl('/timeline', `?in=${v2}${search}`)?.query
  expect(query && toQuestionWords(toReportQuestion(query, timeRange))).toBe(words)
})
