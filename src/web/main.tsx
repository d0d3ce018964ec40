/** Starts the app in the page. */
import './styles/app.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startTheme } from './preferences/theme.ts'

startTheme()
const container = document.getElementById('app')
if (!container) throw new Error('index.html has no element #app.')
createRoot(container).render(<App />)
