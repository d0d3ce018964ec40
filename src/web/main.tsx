/** Starts the app in the page: what takes longest begins first. */
import './styles/app.css'
import { takeLaunchKey } from './session/launch-key.ts'
import { prepareWorker } from './store/worker/preload-worker.ts'

const launchKey = takeLaunchKey()
// Nearly every page is or becomes a log's, and a worker takes longer to start than all else before the first row.
prepareWorker()

import('./start/start-app.ts')
  .then(({ startApp }) => startApp(launchKey))
  .catch(() => document.body.prepend('Gumshoe could not be loaded. Reload the page.'))
