/**
 * The story in the SCIM log: from the admin tools the intruder makes a user and puts it into the group that the closed
 * policy of Grafana lets in. The other change of that group is harmless.
 */
import { storyFacts } from './story.ts'
import { storySteps } from './story-events.ts'
import { storyInsights } from './story-insights.ts'
import { storyLogins } from './story-logins.ts'
import { organizationSteps } from './story-organization.ts'
import type { StoryProvisioning } from './story-step.ts'

const { memberEmail, group } = storyFacts

/** The planted updates, in order of time. Nobody takes the user out of the group again. */
export const storyProvisioning: readonly StoryProvisioning[] = [
  {
    name: 'user-provisioned',
    day: -4,
    time: '01:08:55.310',
    change: { email: memberEmail },
  },
  {
    name: 'group-joined',
    day: -4,
    time: '01:09:37.482',
    change: { group, op: 'add', email: memberEmail },
  },
  {
    name: 'oncall-joined',
    day: -3,
    time: '10:02:11.096',
    change: { group, op: 'add', email: 'farah.haddad@acme.example' },
  },
  {
    name: 'oncall-left',
    day: -2,
    time: '16:30:44.751',
    change: { group, op: 'remove', email: 'farah.haddad@acme.example' },
  },
]

/** The email addresses of all who act in the story or are provisioned by it. */
export const storyPeople: ReadonlySet<string> = new Set([
  ...[...storySteps, ...storyInsights, ...storyLogins, ...organizationSteps].map(({ by }) => by),
  ...storyProvisioning.map(({ change }) => change.email),
])
