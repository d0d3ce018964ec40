/** The applications that Access protects in each account. All logs take their ids from here. */
import { mixText, toUuid } from '../random.ts'
import type { Account } from './estate.ts'

const plans = [
  { name: 'Wiki', host: 'wiki', type: 'self_hosted' },
  { name: 'Grafana', host: 'grafana', type: 'self_hosted' },
  { name: 'Admin tools', host: 'admin', type: 'self_hosted' },
  { name: 'Company sign-in', host: 'sso', type: 'self_hosted' },
  { name: 'Tickets', host: 'tickets', type: 'saas' },
  { name: 'App Launcher', host: 'apps', type: 'app_launcher' },
] as const

/** The name of an application. */
export type ApplicationName = (typeof plans)[number]['name']

/** One application, as Access lists it. */
export type Application = { id: string; name: ApplicationName; domain: string; type: string }

/** The applications of an account; their ids follow from that of the account. */
export function listApplications({ id, zones }: Account): readonly Application[] {
  // The story is about the zone in which everyone signs in.
  const zone = zones.find(({ name }) => name === 'acme-login.example') ?? zones[0]
  return plans.map(({ name, host, type }) => ({
    id: toUuid(mixText(0, `${id} ${host}`), 1),
    name,
    domain: `${host}.${zone?.name ?? 'acme.example'}`,
    type,
  }))
}

/** The application of this name; every account has one. */
export function getApplication(name: ApplicationName, account: Account): Application {
  const application = listApplications(account).find((each) => each.name === name)
  if (!application) throw new Error(`The account has no application ${name}.`)
  return application
}
