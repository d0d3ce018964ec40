/** The starters for the sign-in log of Access. */
import type { LocalFilter } from '../log-query.ts'
import type { Starter } from './starter.ts'

const log = 'access-authentication-logs'

/** A local filter for a value as a whole: the API's own filter for it is not attested. */
const is = (pointer: string, text: string): LocalFilter => ({
  kind: 'field',
  pointer,
  mode: 'include',
  text,
  isExact: true,
})

/** Sign-ins through Access. For one person or one address, click the value in a result. */
export const accessStarters: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'access-refused',
    title: 'Sign-ins that Access refused',
    hint: 'One person refused at several applications within minutes may be an intruder. Click the email to include it, then the address.',
    dataset: log,
    range: '14d',
    filters: [],
    localFilters: [is('/allowed', 'false')],
  },
  {
    id: 'access-allowed',
    title: 'Sign-ins that Access allowed',
    hint: 'Look for an address that is new for the person. Click it to see everything that came from there.',
    dataset: log,
    range: '7d',
    filters: [],
    localFilters: [is('/allowed', 'true')],
  },
  {
    id: 'access-one-time-pin',
    title: 'Sign-ins by one-time PIN',
    hint: 'A PIN by email needs access to the mailbox only, not to your identity provider. Ask each person whether the sign-in was theirs.',
    dataset: log,
    range: '14d',
    filters: [],
    localFilters: [is('/connection', 'onetimepin')],
  },
]
