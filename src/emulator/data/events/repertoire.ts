/** What happens in an account or an organization: which teams act how often, and with which actions. */
import { type Action, actions, type Team } from '../estate/actions.ts'
import { organizationActions } from '../estate/organization-actions.ts'
import { toRunningSums } from '../random.ts'

/** Actions and teams to choose from. */
export type Repertoire = {
  actions: readonly Action[]
  teams: readonly Team[]
  /** The running sums of the teams' frequencies. */
  teamSums: Float64Array
  /** The teams whose programs cause bursts. */
  burstTeams: readonly Team[]
  ofTeam: ReadonlyMap<Team, { own: readonly Action[]; sums: Float64Array }>
  /** The share of sign-ins among all events. */
  signInShare: number
  /** The share of events that Cloudflare's employees cause. */
  staffShare: number
  /** Whether Cloudflare's system deletes and creates DNS records of zones again. */
  hasZoneSyncs: boolean
}

function createRepertoire(
  given: Pick<
    Repertoire,
    'actions' | 'burstTeams' | 'signInShare' | 'staffShare' | 'hasZoneSyncs'
  > & {
    teamWeights: readonly (readonly [Team, number])[]
  },
): Repertoire {
  const { teamWeights, ...rest } = given
  return {
    ...rest,
    teams: teamWeights.map(([team]) => team),
    teamSums: toRunningSums(teamWeights.map(([, weight]) => weight)),
    ofTeam: new Map(
      teamWeights.map(([team]) => {
        const own = given.actions.filter(({ teams }) => teams.includes(team))
        return [team, { own, sums: toRunningSums(own.map(({ weight }) => weight)) }]
      }),
    ),
  }
}

/** What happens in an account. */
export const accountRepertoire = createRepertoire({
  actions,
  teamWeights: [
    ['platform', 36],
    ['developers', 25],
    ['security', 14],
    ['zerotrust', 12],
    ['identity', 7],
    ['observability', 4],
    ['provisioning', 2],
  ],
  burstTeams: ['platform', 'platform', 'security', 'developers', 'zerotrust'],
  signInShare: 0.06,
  staffShare: 0.003,
  hasZoneSyncs: true,
})

/** What happens in an organization; its log has only what users do. */
export const organizationRepertoire = createRepertoire({
  actions: organizationActions,
  teamWeights: [['identity', 1]],
  burstTeams: ['identity'],
  signInShare: 0,
  staffShare: 0,
  hasZoneSyncs: false,
})
