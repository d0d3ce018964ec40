/**
 * The possible actions: one line per kind of change that audit log v2 records. Method and path are those of
 * Cloudflare's API, the description is the summary of the operation; product and type are derived from the path,
 * because the official list is only available from the API itself.
 */

/**
 * The teams that perform actions; `provisioning` is the identity provider, `automation` means Cloudflare's own systems.
 */
export type Team =
  | 'identity'
  | 'platform'
  | 'security'
  | 'zerotrust'
  | 'developers'
  | 'observability'
  | 'provisioning'
  | 'automation'

/** The form of the id of an action's resource. */
export type IdForm =
  | 'hex'
  | 'uuid'
  | 'number'
  | 'name'
  | 'zone'
  | 'account'
  | 'setting'
  | 'domain'
  | 'sitekey'
  | 'organization'

/** One kind of change. `uri` has its ids as `{…}`, and no `/client/v4`. */
export type Action = {
  /** Product and type, as in `dns.record`. */
  kind: string
  product: string
  type: string
  verb: 'create' | 'update' | 'delete' | 'login'
  method: string
  scope: string
  idForm: IdForm
  teams: readonly Team[]
  /** Its frequency relative to the other actions of its teams. */
  weight: number
  uri: string
  /** The segments of `uri`: fixed text and names of ids, alternating. */
  uriParts: readonly string[]
  isInZone: boolean
  description: string
}

// product type verb method scope idForm teams weight uri description
const table = `
members member create POST accounts hex identity 9 /accounts/{account_id}/members Add Member
members member update PUT accounts hex identity 8 /accounts/{account_id}/members/{id} Update Member
members member delete DELETE accounts hex identity 5 /accounts/{account_id}/members/{id} Remove Member
memberships membership update PUT memberships hex identity 7 /memberships/{id} Update Membership
tokens token create POST user hex identity 8 /user/tokens Create Token
tokens token update PUT user hex identity 5 /user/tokens/{id} Update Token
tokens token delete DELETE user hex identity 5 /user/tokens/{id} Delete Token
tokens token update PUT user hex identity 4 /user/tokens/{id}/value Roll Token
tokens token create POST accounts hex identity 6 /accounts/{account_id}/tokens Create Token
tokens token update PUT accounts hex identity 4 /accounts/{account_id}/tokens/{id}/value Roll Token
tokens token delete DELETE accounts hex identity 4 /accounts/{account_id}/tokens/{id} Delete Token
iam user_group create POST accounts hex identity 3 /accounts/{account_id}/iam/user_groups Create User Group
sso_connectors sso_connector update PATCH accounts hex identity 1 /accounts/{account_id}/sso_connectors/{id} Update SSO Connector
accounts account update PUT accounts account identity 2 /accounts/{account_id} Update Account
organizations organization update PUT organizations organization identity 1 /organizations/{id}/profile Modify organization profile
scim user create POST accounts hex provisioning 6 /accounts/{account_id}/scim/v2/Users Create SCIM User
scim user update PUT accounts hex provisioning 4 /accounts/{account_id}/scim/v2/Users/{id} Replace SCIM User
scim user update PATCH accounts hex provisioning 10 /accounts/{account_id}/scim/v2/Users/{id} Update SCIM User
scim user delete DELETE accounts hex provisioning 4 /accounts/{account_id}/scim/v2/Users/{id} Delete SCIM User
scim group create POST accounts hex provisioning 3 /accounts/{account_id}/scim/v2/Groups Create SCIM Group
scim group update PATCH accounts hex provisioning 12 /accounts/{account_id}/scim/v2/Groups/{id} Update SCIM Group
scim group delete DELETE accounts hex provisioning 3 /accounts/{account_id}/scim/v2/Groups/{id} Delete SCIM Group
dns record create POST zones hex platform 130 /zones/{zone_id}/dns_records Create DNS Record
dns record update PATCH zones hex platform 170 /zones/{zone_id}/dns_records/{id} Update DNS Record
dns record update PUT zones hex platform 50 /zones/{zone_id}/dns_records/{id} Overwrite DNS Record
dns record delete DELETE zones hex platform 75 /zones/{zone_id}/dns_records/{id} Delete DNS Record
dns record create POST zones zone platform 8 /zones/{zone_id}/dns_records/import Import DNS Records
dnssec dnssec update PATCH zones zone platform,automation 5 /zones/{zone_id}/dnssec Edit DNSSEC Status
zones zone create POST zones zone platform 8 /zones Create Zone
zones zone update PATCH zones zone platform,automation 16 /zones/{zone_id} Edit Zone
zones zone delete DELETE zones zone platform 4 /zones/{zone_id} Delete Zone
zones hold delete DELETE zones zone platform 2 /zones/{zone_id}/hold Remove Zone Hold
zone_settings setting update PATCH zones setting platform 90 /zones/{zone_id}/settings/{id} Edit zone setting
cache purge create POST zones zone platform,developers 60 /zones/{zone_id}/purge_cache Purge Cached Content
ssl universal_settings update PATCH zones zone platform,automation 18 /zones/{zone_id}/ssl/universal/settings Edit Universal SSL Settings
custom_certificates certificate create POST zones hex platform,automation 16 /zones/{zone_id}/custom_certificates Create SSL Configuration
rulesets ruleset update PUT zones hex security 60 /zones/{zone_id}/rulesets/phases/{phase}/entrypoint Update a zone entry point ruleset
rulesets rule create POST zones hex security 55 /zones/{zone_id}/rulesets/{parent}/rules Create a zone ruleset rule
rulesets rule update PATCH zones hex security 80 /zones/{zone_id}/rulesets/{parent}/rules/{id} Update a zone ruleset rule
rulesets rule delete DELETE zones hex security 20 /zones/{zone_id}/rulesets/{parent}/rules/{id} Delete a zone ruleset rule
firewall access_rule create POST accounts hex security 40 /accounts/{account_id}/firewall/access_rules/rules Create an IP Access rule
lists list create POST accounts hex security 8 /accounts/{account_id}/rules/lists Create a list
lists list_item create POST accounts hex security 45 /accounts/{account_id}/rules/lists/{parent}/items Create list items
pagerules pagerule create POST zones hex security,platform 14 /zones/{zone_id}/pagerules Create a Page Rule
bot_management config update PUT zones zone security 12 /zones/{zone_id}/bot_management Update Zone Bot Management Config
page_shield policy update PUT zones hex security 8 /zones/{zone_id}/page_shield/policies/{id} Update a Page Shield policy
challenges widget create POST accounts sitekey security 5 /accounts/{account_id}/challenges/widgets/{id}/rotate_secret Rotate Secret for a Turnstile Widget
access app create POST accounts uuid zerotrust 20 /accounts/{account_id}/access/apps Add an Access Application
access app delete DELETE accounts uuid zerotrust 8 /accounts/{account_id}/access/apps/{id} Delete an Access application
access policy update PUT accounts uuid zerotrust 50 /accounts/{account_id}/access/apps/{parent}/policies/{id} Update an Access policy
access identity_provider create POST accounts uuid zerotrust 2 /accounts/{account_id}/access/identity_providers Add an Access identity provider
access service_token create POST accounts uuid zerotrust 10 /accounts/{account_id}/access/service_tokens Create a service token
access organization create POST accounts account zerotrust 8 /accounts/{account_id}/access/organizations/revoke_user Revoke all Access tokens for a user
gateway rule create POST accounts uuid zerotrust 30 /accounts/{account_id}/gateway/rules Create a Zero Trust Gateway rule
gateway rule delete DELETE accounts uuid zerotrust 10 /accounts/{account_id}/gateway/rules/{id} Delete a Zero Trust Gateway rule
gateway list update PATCH accounts uuid zerotrust 60 /accounts/{account_id}/gateway/lists/{id} Patch Zero Trust list
gateway configuration update PUT accounts account zerotrust 6 /accounts/{account_id}/gateway/configuration Update Zero Trust account configuration
devices posture_rule delete DELETE accounts uuid zerotrust 3 /accounts/{account_id}/devices/posture/{id} Delete a device posture rule
devices device create POST accounts uuid zerotrust 14 /accounts/{account_id}/devices/revoke Revoke devices
dlp profile create POST accounts uuid zerotrust 4 /accounts/{account_id}/dlp/profiles/custom Create custom profiles
cfd_tunnel tunnel create POST accounts uuid zerotrust 10 /accounts/{account_id}/cfd_tunnel Create a Cloudflare Tunnel
cfd_tunnel tunnel delete DELETE accounts uuid zerotrust 5 /accounts/{account_id}/cfd_tunnel/{id} Delete a Cloudflare Tunnel
cfd_tunnel configuration update PUT accounts uuid zerotrust 24 /accounts/{account_id}/cfd_tunnel/{id}/configurations Put configuration
teamnet route create POST accounts uuid zerotrust 9 /accounts/{account_id}/teamnet/routes Create a tunnel route
workers script update PUT accounts name developers 190 /accounts/{account_id}/workers/scripts/{id} Upload Worker Module
workers script delete DELETE accounts name developers 12 /accounts/{account_id}/workers/scripts/{id} Delete Worker
workers secret update PUT accounts name developers 30 /accounts/{account_id}/workers/scripts/{id}/secrets Add script secret
workers route create POST zones hex developers 20 /zones/{zone_id}/workers/routes Create Route
kv namespace create POST accounts hex developers 10 /accounts/{account_id}/storage/kv/namespaces Create a Namespace
kv namespace delete DELETE accounts hex developers 4 /accounts/{account_id}/storage/kv/namespaces/{id} Remove a Namespace
r2 bucket create POST accounts name developers 14 /accounts/{account_id}/r2/buckets Create Bucket
r2 bucket delete DELETE accounts name developers 5 /accounts/{account_id}/r2/buckets/{id} Delete Bucket
d1 database create POST accounts uuid developers 9 /accounts/{account_id}/d1/database Create D1 Database
queues queue create POST accounts hex developers 7 /accounts/{account_id}/queues Create Queue
hyperdrive config create POST accounts hex developers 5 /accounts/{account_id}/hyperdrive/configs Create Hyperdrive
vectorize index create POST accounts name developers 4 /accounts/{account_id}/vectorize/v2/indexes Create Vectorize Index
pages project create POST accounts name developers 8 /accounts/{account_id}/pages/projects Create project
pages deployment create POST accounts uuid developers 120 /accounts/{account_id}/pages/projects/{name}/deployments Create deployment
pages domain create POST accounts domain developers 8 /accounts/{account_id}/pages/projects/{name}/domains Add domain
Stream Video delete DELETE accounts hex developers 10 /accounts/{account_id}/stream/{id} Delete video
images image create POST accounts uuid developers 30 /accounts/{account_id}/images/v1 Upload an image
logpush job create POST accounts number observability 9 /accounts/{account_id}/logpush/jobs Create Logpush job
logpush job update PUT zones number observability 24 /zones/{zone_id}/logpush/jobs/{id} Update Logpush job
logpush job delete DELETE accounts number observability 4 /accounts/{account_id}/logpush/jobs/{id} Delete Logpush job
alerting policy delete DELETE accounts hex observability 8 /accounts/{account_id}/alerting/v3/policies/{id} Delete a Notification policy
alerting webhook create POST accounts hex observability 8 /accounts/{account_id}/alerting/v3/destinations/webhooks Create a webhook
load_balancers pool update PATCH accounts hex platform 30 /accounts/{account_id}/load_balancers/pools/{id} Patch Pool
load_balancers load_balancer create POST zones hex platform 10 /zones/{zone_id}/load_balancers Create Load Balancer
addressing prefix update PATCH accounts hex platform 3 /accounts/{account_id}/addressing/prefixes/{id}/bgp/status Update Prefix Dynamic Advertisement Status
registrar domain update PUT accounts domain platform,automation 6 /accounts/{account_id}/registrar/domains/{id} Update domain
email_routing rule create POST zones hex platform 8 /zones/{zone_id}/email/routing/rules Create routing rule
`

/** Every kind of change, roughly in the order of Cloudflare's API reference. */
export const actions: readonly Action[] = parseActions(table)

/** Signing in: not an operation of the API, so it has no method and no path. */
export const signIn: Action = {
  kind: 'user',
  product: '',
  type: 'user',
  verb: 'login',
  method: '',
  scope: 'user',
  idForm: 'hex',
  teams: [],
  weight: 0,
  uri: '',
  uriParts: [],
  isInZone: false,
  description: 'LOGIN',
}

/** Parses a table of actions, one per line. */
export function parseActions(table: string): readonly Action[] {
  return table.trim().split('\n').map(parseLine)
}

function parseLine(line: string): Action {
  const [product = '', type = '', verb, method, scope, idForm, teams, weight, uri = '', ...words] =
    line.split(' ')
  return {
    kind: `${product}.${type}`,
    product,
    type,
    verb: verb as Action['verb'],
    method: method ?? '',
    scope: scope ?? '',
    idForm: idForm as IdForm,
    teams: (teams ?? '').split(',') as Team[],
    weight: Number(weight),
    uri,
    uriParts: uri.split(/[{}]/),
    isInZone: uri.includes('{zone_id}') || product === 'zones',
    description: words.join(' '),
  }
}
