/**
 * The story in the log of the organization: in the evening in which the member was phished, the intruder adds a member
 * of their own, whom nothing in the accounts shows. A colleague adds one in good faith.
 */
import { phishedSession, storyFacts } from './story.ts'
import type { StoryStep } from './story-step.ts'

/** The planted changes of the organization, in order of time. */
export const organizationSteps: readonly StoryStep[] = [
  {
    name: 'organization-member-added',
    day: -6,
    time: '22:04:31.276',
    by: storyFacts.victim,
    action: 'POST /organizations/{organization_id}/members',
    session: phishedSession,
    resource: { id: storyFacts.memberId, name: storyFacts.memberEmail },
    rayId: '5b0d3c7714e98fa2',
    request: { member: { user: { email: storyFacts.memberEmail }, status: 'active' } },
  },
  {
    name: 'colleague-added',
    day: -3,
    time: '09:41:07.512',
    by: 'ingrid.solberg@acme.example',
    action: 'POST /organizations/{organization_id}/members',
    session: {
      context: 'dash',
      ip: '192.0.2.10',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:149.0) Gecko/20100101 Firefox/149.0',
    },
    resource: { id: '71f4a0c2be5d4639881f0d92c3ea5b46', name: 'farah.haddad@acme.example' },
    rayId: 'c7719e02ab64d85f',
    request: { member: { user: { email: 'farah.haddad@acme.example' }, status: 'active' } },
  },
]
