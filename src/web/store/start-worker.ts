/**
 * Starts workers under the content security policy: a script URL has to come from a Trusted Types
 * policy, and the one that the pages allow hands out nothing but the URL of our own built worker.
 */

type ScriptUrlPolicy = { createScriptURL: (url: string) => unknown }
type PolicyFactory = {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => ScriptUrlPolicy
}

/**
 * Prepares to start workers from one URL. A policy's name can be used once in a page or worker, so each may
 * prepare one URL only.
 */
export function createWorkerStarter(url: string): () => Worker {
  let policy: ScriptUrlPolicy | undefined
  return () => {
    const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
    policy ??= trustedTypes?.createPolicy('gumshoe-worker', {
      createScriptURL(asked) {
        if (asked !== url) throw new TypeError('Only the built worker may be started.')
        return asked
      },
    })
    // The types of the DOM do not know script URLs yet.
    const script = (policy?.createScriptURL(url) ?? url) as string
    return new Worker(script, { type: 'module' })
  }
}

/** Rejects when a worker cannot be loaded or throws outside of a call; never resolves. */
export function watchWorker(worker: Worker): Promise<never> {
  const failure = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new Error(`A worker failed: ${event.message || 'it could not be loaded'}.`))
    })
  })
  // Whoever waits for an answer learns of it; nobody may be waiting.
  failure.catch(() => undefined)
  return failure
}
