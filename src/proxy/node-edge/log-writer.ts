/** Writes lines of the log to standard output, and reports when that fails: a disk may be full, or a reader gone. */
import { fstatSync, writeSync } from 'node:fs'

/**
 * Creates the writer for a stream such as `process.stdout`. It throws while a line cannot be written: to a file as long
 * as the disk is full, to a pipe from the moment when its reader is gone.
 */
export function createLogWriter(stdout: NodeJS.WriteStream & { fd: number }) {
  let failure: Error | undefined
  // Without a listener, an error of the stream would end the process.
  stdout.on('error', (error) => {
    failure = error
  })
  // After an error a stream accepts nothing more, but a file can be written again once there is space.
  if (!isStream(stdout)) return (line: string) => void writeSync(stdout.fd, `${line}\n`)
  return (line: string) => {
    if (failure) throw failure
    stdout.write(`${line}\n`)
  }
}

function isStream(stdout: NodeJS.WriteStream & { fd: number }): boolean {
  try {
    const kind = fstatSync(stdout.fd)
    return stdout.isTTY || kind.isFIFO() || kind.isSocket()
  } catch {
    return true
  }
}
