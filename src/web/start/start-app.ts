/** Starts the search of the address, and draws the app. */
import { askSession } from '../api/api-client.ts'
import type { FailureDetail } from '../api/api-failure.ts'
import { openSession } from '../api/session.ts'
import { startTheme } from '../preferences/theme.ts'
import { takeLaunchKey } from '../session/launch-key.ts'
import { openFirstAddress } from './open-first-address.ts'
import { startFirstSearch } from './start-first-search.ts'

/** Starts the app; rejects if one of its modules cannot be loaded. */
export async function startApp(launchKey: string | undefined): Promise<void> {
  startTheme()
  // A page restored from the back/forward cache may show entries of a session that has ended.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload()
  })
  // A launch link that is opened in a tab with this page changes only the fragment.
  window.addEventListener('hashchange', async () => {
    const key = takeLaunchKey()
    if (key === undefined) return
    const launchFailure = await exchange(key)
    if (launchFailure) (await loadApp()).drawApp({ launchFailure })
    else window.location.reload()
  })

  const launchFailure = launchKey === undefined ? undefined : await exchange(launchKey)
  const first = openFirstAddress()
  const { waitForRows } = startFirstSearch(first)
  const { drawApp } = await loadApp()
  await waitForRows()
  drawApp({ launchFailure, firstAddress: first?.opened })
}

const loadApp = () => import('../app.tsx')

function exchange(key: string): Promise<FailureDetail | undefined> {
  return openSession(askSession, key)
}
