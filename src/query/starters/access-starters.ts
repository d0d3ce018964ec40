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
    hint: 'One person refused at several applications within minutes is trying doors. Include the person by a click, then the address.',
    dataset: log,
    range: '14d',
    filters: [],
    localFilters: [is('/allowed', 'false')],
  },
  {
    id: 'access-allowed',
    title: 'Sign-ins that Access allowed',
    hint: 'Who passed the door before the change? Look for an address that is new for the person; a click on it shows all that came from there.',
    dataset: log,
    range: '7d',
    filters: [],
    localFilters: [is('/allowed', 'true')],
  },
  {
    id: 'access-one-time-pin',
    title: 'Sign-ins by a PIN in a mail',
    hint: 'A one-time PIN needs only the mailbox, not your identity provider. Each of them should be known to its owner.',
    dataset: log,
    range: '14d',
    filters: [],
    localFilters: [is('/connection', 'onetimepin')],
  },
]
