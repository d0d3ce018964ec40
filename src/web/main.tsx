/** Entry point of the page. Takes the launch key out of the address before anything else is loaded. */
import './styles/app.css'
import { takeLaunchKey } from './session/launch-key.ts'
import { ensureValidLanguage } from './start/ensure-valid-language.ts'

const launchKey = takeLaunchKey()
ensureValidLanguage()

import('./start/start-app.ts')
  .then(({ startApp }) => startApp(launchKey))
  .catch(() => document.body.prepend('Gumshoe could not be loaded. Reload the page.'))
