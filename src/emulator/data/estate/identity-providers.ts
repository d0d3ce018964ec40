/** The identity providers of each account, and the groups that they provision by SCIM. */
import { mixText, toUuid } from '../random.ts'
import type { Account } from './estate.ts'
import { hostileTokenNames } from './hostile-strings.ts'

/** One identity provider, as Access lists it. */
export type IdentityProvider = {
  id: string
  name: string
  type: 'okta' | 'azureAD' | 'onetimepin'
  /** Whether it provisions users and groups by SCIM. */
  hasScim: boolean
  /** Whether it provisions people of other companies. */
  isForContractors: boolean
  groups: readonly string[]
}

/** One group beside the teams has a hostile name, because users who create groups choose the text that analysts read. */
const employeeGroups = [
  'platform-admins',
  'security-oncall',
  'zerotrust-operators',
  'developers',
  'observability',
  'finance',
  hostileTokenNames[0] ?? '',
]

const okta = { name: 'Okta', type: 'okta', hasScim: true, isForContractors: false } as const
const contractors = {
  name: 'Entra ID (contractors)',
  type: 'azureAD',
  hasScim: true,
  isForContractors: true,
} as const
const oneTimePin = {
  name: 'One-time PIN',
  type: 'onetimepin',
  hasScim: false,
  isForContractors: false,
} as const

/** By the name of the account: two with SCIM, one with SCIM beside another, and a single one. */
const plans: Readonly<Record<string, readonly Omit<IdentityProvider, 'id' | 'groups'>[]>> = {
  'Acme Corp': [okta, contractors, oneTimePin],
  'Acme Labs': [okta, oneTimePin],
}

/** The identity providers of an account; their ids follow from that of the account. */
export function listIdentityProviders({ id, name }: Account): readonly IdentityProvider[] {
  return (plans[name] ?? [okta]).map((plan) => ({
    ...plan,
    id: toUuid(mixText(0, `${id} ${plan.name}`), 1),
    groups: plan.isForContractors ? ['contractors', 'auditors'] : employeeGroups,
  }))
}
