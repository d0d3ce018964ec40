/** Starts the app in the page. */
import './styles/app.css'
import { createRoot } from 'react-dom/client'
import { askSession } from './api/api-client.ts'
import type { FailureDetail } from './api/api-failure.ts'
import { openSession } from './api/session.ts'
import { App } from './app.tsx'
import { startTheme } from './preferences/theme.ts'
import { takeLaunchKey } from './session/launch-key.ts'

const launchKey = takeLaunchKey()
startTheme()
// A page kept for the Back button may show entries of a session that has ended since.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) window.location.reload()
})
const container = document.getElementById('app')
if (!container) throw new Error('index.html has no element #app.')
const root = createRoot(container)
root.render(<App launchFailure={await exchange(launchKey)} />)

// The printed link in the address bar of a tab that shows this page already loads nothing anew.
window.addEventListener('hashchange', async () => {
  const key = takeLaunchKey()
  if (key === undefined) return
  const launchFailure = await exchange(key)
  if (launchFailure) root.render(<App launchFailure={launchFailure} />)
  else window.location.reload()
})

async function exchange(key: string | undefined): Promise<FailureDetail | undefined> {
  return key === undefined ? undefined : openSession(askSession, key)
}
