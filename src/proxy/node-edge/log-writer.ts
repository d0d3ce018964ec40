/** Writes lines of the log to standard output, and reports when that fails: a disk may be full, or a reader gone. */
import { fstatSync, writeSync } from 'node:fs'

/**
 * Creates the writer for a stream such as `process.stdout`. It throws while a line cannot be written: to a file as long
 * as the disk is full, to a pipe from the moment when its reader is gone.
 */
export function createLogWriter(
  stdout: NodeJS.WriteStream & { fd: number },
  writeBytes: (fd: number, bytes: Uint8Array) => number = writeSync,
) {
  let failure: Error | undefined
  // Without a listener, an error of the stream would end the process.
  stdout.on('error', (error) => {
    failure = error
  })
  // After an error a stream accepts nothing more, but a file can be written again once there is space.
  if (!isStream(stdout)) return createFileWriter((bytes) => writeBytes(stdout.fd, bytes))
  return (line: string) => {
    if (failure) throw failure
    stdout.write(`${line}\n`)
  }
}

/**
 * A full disk may take a part of a line. That part stays, but the next line does not continue it. `write` returns how
 * many bytes it took.
 */
function createFileWriter(write: (bytes: Uint8Array) => number): (line: string) => void {
  const encoder = new TextEncoder()
  let isTorn = false
  const writeAll = (text: string) => {
    for (let bytes = encoder.encode(text); bytes.length > 0; ) {
      const count = write(bytes)
      bytes = bytes.subarray(count)
      isTorn = bytes.length > 0
    }
  }
  return (line) => {
    if (isTorn) writeAll('\n')
    writeAll(`${line}\n`)
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
