/** The page of saved queries: those of the user, the starters, and in demo mode the story. */
import { starters } from '../../query/starters/starters.ts'
import { storySteps } from '../../query/starters/story-steps.ts'
import { BackToLogs } from '../ui/back-to-logs.tsx'
import { BrowserState } from './browser-state.tsx'
import { OwnQueries } from './own-queries.tsx'
import { StarterList } from './starter-list.tsx'
import { useRunTargets } from './use-run-targets.ts'

/** Draws the page. */
export function SavedPage() {
  const targets = useRunTargets()
  return (
    <div className="h-full overflow-auto">
      <title>Saved investigations · Gumshoe</title>
      <main className="mx-auto max-w-5xl space-y-10 px-4 py-8 sm:px-6">
        <header className="space-y-1">
          <BackToLogs />
          <h1 className="font-semibold text-xl">Saved investigations</h1>
          <p className="max-w-2xl text-kumo-strong">
            Saved queries stay in this browser. A relative time range stays relative: a query for
            the last 7 days asks for the 7 days before the moment at which it is run.
          </p>
        </header>
        <OwnQueries targets={targets} />
        <BrowserState />
        <section aria-labelledby="starters" className="space-y-4">
          <div>
            <h2 id="starters" className="font-semibold text-lg">
              Starters
            </h2>
            <p className="text-kumo-strong">
              Questions that find what incidents leave behind
              {targets.accountId !== undefined &&
                `, asked in ${targets.getName(targets.accountId)}`}
              .
            </p>
          </div>
          <StarterList starters={starters} toAddress={targets.toStarterAddress} />
        </section>
        {targets.isDemo && (
          <section aria-labelledby="story" className="space-y-4">
            <div>
              <h2 id="story" className="font-semibold text-lg">
                The story
              </h2>
              <p className="max-w-2xl text-kumo-strong">
                The demo’s data hold an incident. A developer noticed that the Grafana dashboards
                open without signing in, and nobody remembers having changed that. Eleven questions
                lead from there to the end.
              </p>
            </div>
            <StarterList starters={storySteps} toAddress={targets.toStarterAddress} isOrdered />
          </section>
        )}
      </main>
    </div>
  )
}
