/** The page that is shown without a session; it explains how to get one. The address does not change. */
import type { MissingSession } from '../../contract/own-errors.ts'
import type { FailureDetail } from '../api/api-failure.ts'
import { Button } from '../ui/button.tsx'
import { LaunchKeyForm } from './launch-key-form.tsx'

/** Draws the page. */
export function SessionPage({
  missing,
  launchFailure,
}: {
  missing: MissingSession
  launchFailure: FailureDetail | undefined
}) {
  return (
    <main className="mx-auto flex max-w-xl flex-col gap-4 p-8">
      <p className="flex items-center gap-2">
        <img src="/favicon.svg" alt="" width={22} height={22} />
        <span className="font-semibold text-[15px] text-kumo-default">Gumshoe</span>
      </p>
      {missing === 'no-session' && <NoSession launchFailure={launchFailure} />}
      {missing === 'no-identity' && (
        <Reload title="Sign in to read the logs">
          The sign-in proxy in front of Gumshoe did not say who you are, or its answer is not valid.
          Reload the page to sign in again. If that does not help, this address may bypass the
          sign-in proxy: ask the person who runs this server.
        </Reload>
      )}
      {missing === 'not-permitted' && (
        <Reload title="You are signed in, but may not read these logs">
          You signed in, but the access policy of this server names neither you nor a group of
          yours. Ask the person who runs this server to add you.
        </Reload>
      )}
    </main>
  )
}

function NoSession({ launchFailure }: { launchFailure: FailureDetail | undefined }) {
  return (
    <>
      <h1 className="font-semibold text-lg">This Gumshoe reads real logs and needs its key</h1>
      <p className="text-kumo-strong">
        When it was started, it printed a link and a launch key in the terminal. Open the link in
        this browser; it works once. Or paste the launch key here. Then you see what this address
        leads to.
      </p>
      <LaunchKeyForm key={launchFailure && 'failed'} launchFailure={launchFailure} />
      <p className="text-[13px] text-kumo-strong">
        A session ends after 30 minutes without use, after 12 hours, and when the server stops. The
        key changes with every start of the server.
      </p>
    </>
  )
}

function Reload({ title, children }: { title: string; children: string }) {
  return (
    <>
      <h1 className="font-semibold text-lg">{title}</h1>
      <p className="text-kumo-strong">{children}</p>
      <Button
        className="self-start"
        variant="primary"
        size="base"
        onClick={() => window.location.reload()}
      >
        Reload
      </Button>
    </>
  )
}
