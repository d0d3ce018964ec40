/** Entry point of the page. Starts the slowest work first. */
import './styles/app.css'
import { takeLaunchKey } from './session/launch-key.ts'
import { ensureValidLanguage } from './start/ensure-valid-language.ts'
import { prepareWorker } from './store/worker/preload-worker.ts'

const launchKey = takeLaunchKey()
// Almost every page shows a log, and a worker takes longer to start than everything else before the first row.
prepareWorker()
ensureValidLanguage()

import('./start/start-app.ts')
  .then(({ startApp }) => startApp(launchKey))
  .catch(() => document.body.prepend('Gumshoe could not be loaded. Reload the page.'))
