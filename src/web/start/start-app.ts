/** Asks for the first entries of the address, starts their search, and draws the screen. */
import { askSession } from '../api/api-client.ts'
import type { FailureDetail } from '../api/api-failure.ts'
import { openSession } from '../api/session.ts'
import { startTheme } from '../preferences/theme.ts'
import { takeLaunchKey } from '../session/launch-key.ts'
import { askFirstPage } from './ask-first-page.ts'

/** Starts everything; rejects where a part of it cannot be loaded. */
export async function startApp(launchKey: string | undefined): Promise<void> {
  startTheme()
  // A page kept for the Back button may show entries of a session that has ended since.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload()
  })
  // The printed link in the address bar of a tab that shows this page already loads nothing anew.
  window.addEventListener('hashchange', async () => {
    const key = takeLaunchKey()
    if (key === undefined) return
    const failure = await exchange(key)
    if (failure) (await loadScreen()).drawApp(failure)
    else window.location.reload()
  })

  const launchFailure = launchKey === undefined ? undefined : await exchange(launchKey)
  const question = askFirstPage()
  const { startFirstSearch } = await import('./start-first-search.ts')
  const firstEntries = startFirstSearch(question)
  const { drawApp } = await loadScreen()
  await firstEntries.orLongEnough()
  drawApp(launchFailure)
}

const loadScreen = () => import('./draw-app.tsx')

function exchange(key: string): Promise<FailureDetail | undefined> {
  return openSession(askSession, key)
}
