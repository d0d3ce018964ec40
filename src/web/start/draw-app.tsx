/** Draws the app in its place in the document. */
import { createRoot } from 'react-dom/client'
import type { FailureDetail } from '../api/api-failure.ts'
import { App } from '../app.tsx'

const container = document.getElementById('app')
if (!container) throw new Error('index.html has no element #app.')
const root = createRoot(container)

/** Draws it, or draws it anew with why a key in the address did not open a session. */
export function drawApp(launchFailure: FailureDetail | undefined): void {
  root.render(<App launchFailure={launchFailure} />)
}
