/** Three ways in, for whoever sees the demo for the first time and has not asked anything yet. */
import { Button } from '@cloudflare/kumo/components/button'
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { LogQuery } from '../../query/log-query.ts'
import { storySteps } from '../../query/story-steps.ts'
import { Panel } from '../filters/panel.tsx'
import { setPreferences, usePreferences } from '../preferences/preferences.ts'
import { useRunPlaces } from '../saved/use-run-places.ts'

export function StartingPoints({ query }: { query: LogQuery }) {
  const { isWelcomed } = usePreferences()
  const { isDemo, toStarterAddress } = useRunPlaces(query.scope)
  const navigate = useNavigate()
  const [firstStep] = storySteps
  const story = firstStep && toStarterAddress(firstStep)
  const asksSomething = query.filters.length > 0
  // Who asks something of their own has found the way.
  useEffect(() => {
    if (asksSomething && !isWelcomed) setPreferences({ isWelcomed: true })
  }, [asksSomething, isWelcomed])
  if (!isDemo || isWelcomed || asksSomething) return null

  return (
    <section
      aria-label="Starting points"
      className="relative flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-kumo-line border-b bg-kumo-elevated py-2 pr-14 pl-4"
    >
      <h2 className="font-semibold">New here? These data hold an incident.</h2>
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="sm"
          variant="primary"
          disabled={story === undefined}
          onClick={() => story !== undefined && navigate(story)}
        >
          Follow the story
        </Button>
        <Button size="sm" variant="secondary" onClick={() => navigate('/saved')}>
          Try a saved investigation
        </Button>
        <ConnectButton />
      </div>
      <Button
        size="sm"
        variant="ghost"
        shape="square"
        className="absolute top-2 right-4"
        icon={<XIcon aria-hidden />}
        aria-label="Hide the starting points"
        onClick={() => setPreferences({ isWelcomed: true })}
      />
    </section>
  )
}

function ConnectButton() {
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button size="sm" variant="secondary" />}>
        Connect your account
      </Popover.Trigger>
      <Panel label="Connect your account" className="w-104 gap-2 p-4">
        <p className="font-semibold">Your token stays in the proxy</p>
        <p>
          It is never typed here. Make an API token that may only read (Account Settings Read), stop
          Gumshoe, and start it again with the token:
        </p>
        <pre className="m-0 overflow-x-auto rounded bg-kumo-recessed p-2 font-mono text-[12px]">
          CLOUDFLARE_API_TOKEN=… npm start
        </pre>
        <p>
          Better than a variable, which other programs of the same user can see, is a file:{' '}
          <code className="break-words font-mono text-[12px]">
            CLOUDFLARE_API_TOKEN_FILE=/run/secrets/cloudflare npm start
          </code>
        </p>
        <p className="text-kumo-strong">
          The README, under “With your token”, lists what each log needs and how to limit what may
          be read.
        </p>
      </Panel>
    </Popover.Root>
  )
}
