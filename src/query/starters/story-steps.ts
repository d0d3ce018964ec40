/** The incident of the demo as fourteen queries, after `docs/story.md`. The hints do not give the findings away. */
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { has, include, type Starter } from './starter.ts'

const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'
const zone = 'acme-login.example'
const tokenId = '34920fbd01f40072e3cf347862554017'

const steps: readonly Omit<Starter, 'id' | 'group' | 'range'>[] = [
  {
    title: 'Start with what is loudest',
    hint: 'Fourteen records of a zone are deleted at night. Are the actor, the token, the address and the hour the same as on other nights?',
    dataset: v2,
    filters: [
      include('zone_name', 'acme-staging.test'),
      include('resource_product', 'dns'),
      include('action_type', 'delete'),
    ],
  },
  {
    title: 'Ask for Cloudflare’s own staff',
    hint: 'A Cloudflare employee removed the hold of the zone with the sign-in pages. Was it during working hours, and did anything follow?',
    dataset: v2,
    filters: [include('actor_type', 'cloudflare_admin'), include('zone_name', zone)],
  },
  {
    title: 'Look for new tokens made away from the office',
    hint: 'Travelers use 203.0.113.100 and above, by day. Which token was made late in the evening, from elsewhere?',
    dataset: v1,
    filters: [include('actor.ip', '203.0.113.0/24'), include('action.type', 'token_create')],
  },
  {
    title: 'Read Dana’s own log',
    hint: 'Dana signs in from 192.0.2.20 and 198.51.100.1 in London. One sign-in differs in hour and address.',
    dataset: 'user-audit-logs-v1',
    filters: [include('action.type', 'login')],
  },
  {
    title: 'Follow the address',
    hint: 'Three entries. Open “Create Token”: what is the token allowed to do? The resource id is the id of the token.',
    dataset: v2,
    filters: [include('actor_ip_address', '203.0.113.66')],
  },
  {
    title: 'Follow the token',
    hint: 'Everything that the token did, in four nights. This is the core of the incident.',
    dataset: v2,
    filters: [include('actor_token_id', tokenId)],
  },
  {
    title: 'Compare the Access policy with itself',
    hint: 'Two versions of one policy. Whom does the older one allow, and whom the newer? Open the newer one and its Changes.',
    dataset: v2,
    filters: [include('resource_id', '00c47dda-9dff-46b0-8f26-6ca75ee98896')],
  },
  {
    title: 'Read the firewall of the sign-in zone',
    hint: 'The most striking entry is harmless. Which deletion came from an address that you already know?',
    dataset: v2,
    filters: [
      include('zone_name', zone),
      include('resource_product', 'rulesets'),
      include('action_type', 'create', 'delete'),
    ],
  },
  {
    title: 'Read old and new values in v1',
    hint: 'Where did the sign-in page point before, and where afterwards? Which job was turned off?',
    dataset: v1,
    filters: [include('actor.ip', '203.0.113.64/28')],
  },
  {
    title: 'See what became of the alarm',
    hint: 'A finding about the sign-in zone was called a false positive, minutes after the job was turned off.',
    dataset: 'insight-audit-logs',
    filters: [include('field_changed', 'user_classification')],
    localFilters: [has('/rationale', 'Planned maintenance')],
  },
  {
    title: 'Follow the token into the other accounts',
    hint: 'The token works in all accounts of its owner. In which other account did it change something, and how many minutes after the changes that you know?',
    dataset: timelineId,
    isInAllAccounts: true,
    filters: [include('credential_id', tokenId)],
  },
  {
    title: 'Ask all logs about both addresses',
    hint: 'Audit log v1 names addresses, but no tokens. What did the address of the sign-in do in Acme Labs that v2 lacks? What did Access refuse before?',
    dataset: timelineId,
    isInAllAccounts: true,
    filters: [
      include('actor', 'dana.whitfield@acme.example'),
      include('address', '203.0.113.66', '203.0.113.71'),
    ],
  },
  {
    title: 'Look above the accounts',
    hint: 'The organization has a log of its own. What did the address of the suspicious sign-in do there, and was it undone?',
    dataset: 'organization-audit-logs-v2',
    filters: [include('actor_ip_address', '203.0.113.66')],
  },
  {
    title: 'Ask who joined the administrators',
    hint: 'The original Grafana policy allows a group, and the identity provider decides who is in it. Choose Okta. Who joined at night, and was not removed?',
    dataset: 'access-scim-logs',
    filters: [include('resource_group_name', 'platform-admins')],
  },
]

/** The steps in order; their ids are `story-1` to `story-14`. */
export const storySteps: readonly Starter[] = steps.map((step, index) => ({
  ...step,
  id: `story-${index + 1}`,
  group: 'The story',
  range: '14d',
}))
