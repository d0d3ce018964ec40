/**
 * The story in the log of Access: the intruder tries doors with the stolen session before changing anything. After the
 * policy of Grafana is a bypass, Access records nobody there any more.
 */
import { storyFacts } from './story.ts'
import type { StoryLogin } from './story-step.ts'

const { victim, phishingIp, tokenIp } = storyFacts
const intruder = { by: victim, ip: phishingIp, country: 'nl' } as const

/** The planted sign-ins, in order of time; two share the Ray ID of an entry of audit log v2. */
export const storyLogins: readonly StoryLogin[] = [
  {
    ...intruder,
    name: 'grafana-refused',
    day: -6,
    time: '21:40:05.660',
    application: 'Grafana',
    allowed: false,
    rayId: '7f21c3a90b64e8d1',
    // The page was loaded again at once: the log has the same words twice.
    repeats: 2,
  },
  {
    ...intruder,
    name: 'wiki-entered',
    day: -6,
    time: '21:43:30.221',
    application: 'Wiki',
    allowed: true,
    rayId: '1b9d40ce7725fa36',
  },
  {
    ...intruder,
    name: 'company-sign-in',
    day: -6,
    time: '21:47:11.870',
    application: 'Company sign-in',
    allowed: true,
    // The same request as the sign-in to the dashboard.
    rayId: 'fc4c011f1bd38f1f',
  },
  {
    ...intruder,
    name: 'grafana-refused-again',
    day: -5,
    time: '02:24:10.450',
    ip: tokenIp,
    application: 'Grafana',
    allowed: false,
    rayId: 'e3086fd1524b97ac',
  },
  {
    name: 'travel-company-sign-in',
    day: -5,
    time: '14:20:17.640',
    by: 'marcus.webb@acme.example',
    ip: '203.0.113.148',
    country: 'us',
    application: 'Company sign-in',
    allowed: true,
    rayId: '58b3abc4aa0df28d',
  },
  {
    ...intruder,
    name: 'admin-entered',
    day: -4,
    time: '01:05:48.093',
    ip: tokenIp,
    application: 'Admin tools',
    allowed: true,
    rayId: '94c5be7710d2f3a8',
  },
]
