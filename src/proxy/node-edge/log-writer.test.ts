import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createLogWriter } from './log-writer.ts'

/** A file as standard output, on a disk with room for so many bytes. */
function createDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'gumshoe-log-'))
  const path = join(folder, 'audit.log')
  const fd = openSync(path, 'a')
  onTestFinished(() => {
    closeSync(fd)
    rmSync(folder, { recursive: true })
  })
  const disk = { room: Number.POSITIVE_INFINITY, read: () => readFileSync(path, 'utf8') }
  const write = (file: number, bytes: Uint8Array) => {
    const part = bytes.subarray(0, disk.room)
    if (part.length === 0) throw new Error('ENOSPC: no space left on device, write')
    disk.room -= part.length
    return writeSync(file, part)
  }
  // Only these two members of standard output are used for a file.
  const stdout = { fd, on: () => undefined } as unknown as Parameters<typeof createLogWriter>[0]
  return { disk, log: createLogWriter(stdout, write) }
}

it('writes whole lines, also when the system takes them in parts', () => {
  const { disk, log } = createDisk()
  log('{"a":1}')
  log('{"b":"ü"}')
  expect(disk.read()).toBe('{"a":1}\n{"b":"ü"}\n')
})

it('fails for a line that did not fit, and begins the next one on a line of its own', () => {
  const { disk, log } = createDisk()
  log('{"a":1}')
  disk.room = 4
  expect(() => log('{"lost":true}')).toThrow('ENOSPC')
  expect(() => log('{"lost":true}')).toThrow('ENOSPC')
  disk.room = Number.POSITIVE_INFINITY
  log('{"b":2}')
  log('{"c":3}')
  expect(disk.read()).toBe('{"a":1}\n{"lo\n{"b":2}\n{"c":3}\n')
})

it('completes no line that lacked its end only, because it was reported as lost', () => {
  const { disk, log } = createDisk()
  disk.room = 7
  expect(() => log('{"a":1}')).toThrow('ENOSPC')
  disk.room = 1
  expect(() => log('{"b":2}')).toThrow('ENOSPC')
  disk.room = Number.POSITIVE_INFINITY
  log('{"c":3}')
  expect(disk.read()).toBe('{"a":1}\n{"c":3}\n')
})
