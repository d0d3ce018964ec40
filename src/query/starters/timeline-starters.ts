/** The starters that ask all logs of an account at once, by what each log records in its own words. */
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { exclude, include, type Starter } from './starter.ts'

/** Questions that no single log answers. */
export const timelineStarters: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'timeline-last-hours',
    title: 'Changes of the last 4 hours, in all logs',
    hint: 'Begin here after an alarm: who changed what, in order of time. Click a person, an address or a token to follow it through all logs.',
    dataset: timelineId,
    range: '4h',
    filters: [exclude('verb', 'view', 'sign-in')],
  },
  {
    id: 'timeline-sign-ins',
    title: 'Sign-ins of the last day, in all logs',
    hint: 'Sign-ins to the dashboard and through Access, in order. Look for one person at two distant addresses, and for refused sign-ins before one that succeeds.',
    dataset: timelineId,
    range: '24h',
    filters: [include('verb', 'sign-in')],
  },
  {
    id: 'timeline-deletions',
    title: 'Deletions of the last day, in all logs',
    hint: 'Some deletions are recorded in one log only: those of Workers and R2 may be in v1 alone, those of Logpush jobs and policies in v2 alone. Look for many by one actor within minutes.',
    dataset: timelineId,
    range: '24h',
    filters: [include('verb', 'delete')],
  },
  {
    id: 'timeline-failures',
    title: 'Failures of the last week, in all logs',
    hint: 'Changes that failed and sign-ins that Access refused. Look for an actor or an address that has both.',
    dataset: timelineId,
    range: '7d',
    filters: [include('outcome', 'failure')],
  },
]
