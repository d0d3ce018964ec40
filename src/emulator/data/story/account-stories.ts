/** Which parts of the story each account has in its logs. */
import type { ApplicationName } from '../estate/applications.ts'
import { storyFacts } from './story.ts'
import { storySteps } from './story-events.ts'
import { storyInsights } from './story-insights.ts'
import { labsLogins, labsSteps } from './story-labs.ts'
import { storyLogins } from './story-logins.ts'
import { storyPeople, storyProvisioning } from './story-provisioning.ts'
import type { StoryInsight, StoryLogin, StoryProvisioning, StoryStep } from './story-step.ts'

/** What is planted in the logs of one account, each list in order of time. */
export type AccountStory = {
  steps: readonly StoryStep[]
  insights: readonly StoryInsight[]
  logins: readonly StoryLogin[]
  provisioning: readonly StoryProvisioning[]
  /** The email addresses that everyday SCIM updates leave alone. */
  people: ReadonlySet<string>
  /** The application whose policy becomes a bypass, and when. */
  bypass?: { application: ApplicationName; since: { day: number; time: string } }
}

/** An account in which nothing of the story happens. */
export const noStory: AccountStory = {
  steps: [],
  insights: [],
  logins: [],
  provisioning: [],
  people: new Set(),
}

/** The parts of the first accounts, in the order of `createEstate`; the others have none. */
export const accountStories: readonly AccountStory[] = [
  {
    steps: storySteps,
    insights: storyInsights,
    logins: storyLogins,
    provisioning: storyProvisioning,
    people: storyPeople,
    bypass: { application: storyFacts.application, since: storyFacts.bypassedAt },
  },
  { ...noStory, steps: labsSteps, logins: labsLogins },
]
