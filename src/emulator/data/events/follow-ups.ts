/**
 * The actions of Cloudflare's systems seconds after a change: a new zone becomes active, a certificate is issued,
 * TLS settings reach the edge. This file defines which action causes which.
 */
import { type Action, actions } from '../estate/actions.ts'
import { mix, toBelow } from '../random.ts'

/** The action of a system, with its request body where that matters. */
export type FollowUp = { action: Action; request?: Readonly<Record<string, unknown>> }

const byName = new Map(
  actions
    .filter(({ teams }) => teams.includes('automation'))
    .map((action) => [nameOf(action), action]),
)
const tlsDeployed = toFollowUp('ssl.universal_settings update', { enabled: true })

const followUpsByName: Readonly<Record<string, FollowUp>> = {
  'zones.zone create': toFollowUp('zones.zone update', { status: 'active' }),
  'dnssec.dnssec update': toFollowUp('dnssec.dnssec update', { status: 'active' }),
  'ssl.universal_settings update': toFollowUp('custom_certificates.certificate create'),
  'custom_certificates.certificate create': tlsDeployed,
  'registrar.domain update': toFollowUp('registrar.domain update'),
  'zone_settings.setting update': tlsDeployed,
}

// Looked up by identity, because it is needed for every second event.
const followUps = new Map(
  actions.flatMap((action) => {
    const followUp = followUpsByName[nameOf(action)]
    return followUp ? [[action, followUp] as const] : []
  }),
)

/** Settings of a zone that are part of its TLS settings; others have no follow-up. */
const tlsSettings = new Set(['ssl', 'min_tls_version', 'always_use_https', 'http3'])

/** The system's action that an action causes, if any; it concerns the same zone or domain. */
export function findFollowUp(action: Action): FollowUp | undefined {
  return followUps.get(action)
}

/** Whether a change of this setting of a zone is deployed by the system. */
export function isTlsSetting(setting: string): boolean {
  return tlsSettings.has(setting)
}

/** The maximum delay of a follow-up after its cause: 2 to 39 seconds. */
export function toDelayMs(key: number): number {
  return 2000 + toBelow(mix(key, 11), 37_000)
}

function toFollowUp(name: string, request?: FollowUp['request']): FollowUp {
  const action = byName.get(name)
  if (!action) throw new Error(`The system does nothing that is called ${name}.`)
  return { action, ...(request && { request }) }
}

function nameOf({ kind, verb }: Action): string {
  return `${kind} ${verb}`
}
