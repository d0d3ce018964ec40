/** The worker that checks evidence; the digests of gigabytes would block the page for seconds. */
import { expose } from 'comlink'
import { verifyService } from './verify-service.ts'

expose(verifyService)
