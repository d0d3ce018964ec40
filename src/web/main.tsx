/** Starts the app in the page: first what its first row waits for, then the screen. */
import './styles/app.css'
import { askSession } from './api/api-client.ts'
import type { FailureDetail } from './api/api-failure.ts'
import { queryClient } from './api/query-client.ts'
import { openSession } from './api/session.ts'
import { startFirstSearch } from './explorer/start-first-search.ts'
import { startTheme } from './preferences/theme.ts'
import { takeLaunchKey } from './session/launch-key.ts'

const launchKey = takeLaunchKey()
startTheme()
// A page kept for the Back button may show entries of a session that has ended since.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) window.location.reload()
})

void start()

// The printed link in the address bar of a tab that shows this page already loads nothing anew.
window.addEventListener('hashchange', async () => {
  const key = takeLaunchKey()
  if (key === undefined) return
  const failure = await exchange(key)
  if (failure) await draw(failure)
  else window.location.reload()
})

async function start(): Promise<void> {
  const launchFailure = await exchange(launchKey)
  startFirstSearch(queryClient)
  await draw(launchFailure)
}

async function draw(launchFailure: FailureDetail | undefined): Promise<void> {
  try {
    const { drawApp } = await import('./draw-app.tsx')
    drawApp(launchFailure)
  } catch {
    document.body.prepend('Gumshoe could not be loaded. Reload the page.')
  }
}

async function exchange(key: string | undefined): Promise<FailureDetail | undefined> {
  return key === undefined ? undefined : openSession(askSession, key)
}
