/**
 * Starts workers under the content security policy: a script URL has to come from a Trusted Types policy, and the
 * allowed policy returns only the URLs of built workers.
 */

type ScriptUrlPolicy = { createScriptURL: (url: string) => unknown }
type PolicyFactory = {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => ScriptUrlPolicy
}

/** A policy name can be used only once in a page or worker, so all starters share one policy. */
let policy: ScriptUrlPolicy | undefined
const builtUrls = new Set<string>()

/** Returns a function that starts a worker from the URL of a built one. */
export function createWorkerStarter(url: string): () => Worker {
  builtUrls.add(url)
  return () => {
    const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
    policy ??= trustedTypes?.createPolicy('gumshoe-worker', {
      createScriptURL(requestedUrl) {
        if (!builtUrls.has(requestedUrl)) throw new TypeError('Only built workers may be started.')
        return requestedUrl
      },
    })
    // The DOM types of TypeScript do not include script URLs yet.
    const script = (policy?.createScriptURL(url) ?? url) as string
    return new Worker(script, { type: 'module' })
  }
}

/** Resolves like the given promise, but rejects when the worker that should answer has failed. */
export type AnswerGuard = <T>(answer: Promise<T>) => Promise<T>

/** Guards answers of a worker: they reject when it cannot be loaded, or throws outside of a call. */
export function guardWorker(worker: Worker): AnswerGuard {
  return createAnswerGuard((fail) =>
    worker.addEventListener('error', ({ message }) => fail(message)),
  )
}

/**
 * Guards answers of a worker that the page ends. `close` terminates it and rejects the answers that are still awaited, which
 * would otherwise never come, and all later ones.
 */
export function guardClosableWorker(worker: Worker): { orFail: AnswerGuard; close: () => void } {
  let reportClosed = (): void => undefined
  const orFail = createAnswerGuard((fail) => {
    worker.addEventListener('error', ({ message }) => fail(message))
    reportClosed = () => fail('it was closed')
  })
  return {
    orFail,
    close() {
      worker.terminate()
      reportClosed()
    },
  }
}

/**
 * Guards answers of a worker whose failure is reported by `onFailure`. `Promise.race` with one promise for the life of
 * the worker would keep every answer in memory.
 */
export function createAnswerGuard(
  onFailure: (fail: (message: string) => void) => void,
): AnswerGuard {
  const rejectPending = new Set<(failure: Error) => void>()
  let failure: Error | undefined
  onFailure((message) => {
    // The first failure is the reason of the others.
    failure ??= new Error(`A worker failed: ${message || 'it could not be loaded'}.`)
    for (const reject of rejectPending) reject(failure)
    rejectPending.clear()
  })
  return (answer) =>
    new Promise((resolve, reject) => {
      if (failure) {
        reject(failure)
        return
      }
      rejectPending.add(reject)
      answer.then(resolve, reject).finally(() => rejectPending.delete(reject))
    })
}
