/** The page of saved queries: those of the user, the templates, and in demo mode the story. */
import { starters } from '../../query/starters/starters.ts'
import { storySteps } from '../../query/starters/story-steps.ts'
import { BackToLogs } from '../ui/links/back-to-logs.tsx'
import { BrowserState } from './browser-state.tsx'
import { OwnQueries } from './own-queries.tsx'
import { StarterList } from './starter-list.tsx'
import { useRunTargets } from './use-run-targets.ts'

/** Draws the page. */
export function SavedPage() {
  const targets = useRunTargets()
  return (
    <div className="h-full overflow-auto">
      <title>My queries and templates · Gumshoe</title>
      <main className="mx-auto max-w-5xl space-y-10 px-4 py-8 sm:px-6">
        <header className="space-y-1">
          <BackToLogs />
          <h1 className="font-semibold text-xl">My queries and templates</h1>
          <p className="max-w-2xl text-kumo-strong">
            Saved queries stay in this browser. A relative time range stays relative: a query for
            the last 7 days asks for the 7 days before the moment at which it is run.
          </p>
        </header>
        <OwnQueries targets={targets} />
        <BrowserState />
        <section aria-labelledby="templates" className="space-y-4">
          <div>
            <h2 id="templates" className="font-semibold text-lg">
              Templates
            </h2>
            <p className="text-kumo-strong">
              Queries that find typical traces of incidents
              {targets.accountId !== undefined && `, in ${targets.getName(targets.accountId)}`}.
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
                The demo data contain an incident. A developer noticed that the Grafana dashboards
                open without a sign-in, and nobody remembers having changed that. Fourteen questions
                lead from there to the answer.
              </p>
            </div>
            <StarterList starters={storySteps} toAddress={targets.toStarterAddress} isOrdered />
          </section>
        )}
      </main>
    </div>
  )
}
