/**
 * The story in the insight log of Security Center: one insight is raised because of the incident and dismissed by
 * the attacker; another is accepted in good faith and resolved soon.
 */
import { storyFacts } from './story.ts'
import type { StoryInsight } from './story-step.ts'

/** The planted changes of insights, in order of time. */
export const storyInsights: readonly StoryInsight[] = [
  {
    name: 'risk-accepted',
    day: -5,
    time: '10:12:55.310',
    by: 'farah.haddad@acme.example',
    zone: 'acme-pay.example',
    issueId: 'c5aa328f676226e236a23e238e3b1c77',
    field: 'user_classification',
    previous: null,
    current: 'accept_risk',
    rationale: 'Accepted until the release of this week; ticket SEC-2291.',
  },
  {
    name: 'insight-raised',
    day: -4,
    time: '05:00:03.000',
    by: 'system',
    zone: storyFacts.zone,
    issueId: storyFacts.issueId,
    field: 'status',
    previous: null,
    current: 'active',
    rationale: null,
  },
  {
    name: 'insight-dismissed',
    day: -3,
    time: '03:21:40.774',
    by: storyFacts.victim,
    zone: storyFacts.zone,
    issueId: storyFacts.issueId,
    field: 'user_classification',
    previous: null,
    current: 'false_positive',
    rationale: 'Planned maintenance, no action needed.',
  },
  {
    name: 'risk-resolved',
    day: -2,
    time: '05:00:04.000',
    by: 'system',
    zone: 'acme-pay.example',
    issueId: 'c5aa328f676226e236a23e238e3b1c77',
    field: 'status',
    previous: 'active',
    current: 'resolved',
    rationale: null,
  },
]
