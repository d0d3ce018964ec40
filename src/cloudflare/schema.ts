/**
 * The only import of zod. `jitless` has to be set before the first schema is used: zod otherwise probes
 * `new Function`, which the content security policy reports as a violation.
 */
import * as z from 'zod/mini'

z.config({ jitless: true })

export { z }
