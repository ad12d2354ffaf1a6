// A disk in a file, mounted by the system, which can be filled and cut off. For root on Linux only.
import { execFileSync } from 'node:child_process'
import { mkdirSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Ends a file system at once: what it has not written yet is never written. */
const CUT = 'open(F, "<", $ARGV[0]) or die; my $how = pack("I", 2); ioctl(F, 0x8004587d, $how) or die "$!"'

export class Disk {
  constructor(folder, megabytes) {
    this.image = join(folder, 'image')
    this.path = join(folder, 'disk')
    writeFileSync(this.image, '')
    truncateSync(this.image, megabytes * 1_000_000)
    mkdirSync(this.path)
    execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', this.image])
    this.mount()
  }

  mount() {
    execFileSync('mount', ['-o', 'loop,noatime', this.image, this.path])
  }

  unmount() {
    execFileSync('umount', [this.path])
  }

  /** Takes the power away: from now on nothing reaches the disk any more. */
  cut() {
    execFileSync('perl', ['-e', CUT, this.path])
  }

  /** Writes a file until there is no room at all. */
  fill(name) {
    const step = Buffer.alloc(4096)
    for (let size = 1_000_000; size >= 4096; size = size >> 1) {
      try {
        for (;;) writeFileSync(join(this.path, name), size >= 1_000_000 ? Buffer.alloc(size) : step, { flag: 'a' })
      } catch (error) {
        if (error.code !== 'ENOSPC') throw error
      }
    }
    return statfsSync(this.path).bavail
  }
}

/** Why there can be no such disk here; `null` if there can. */
export function whyNoDisk(folder) {
  let disk = null
  try {
    disk = new Disk(folder.path, 16)
    disk.cut()
    return null
  } catch (error) {
    return `a disk in a file could not be mounted and cut off (it takes root, Linux, mkfs.ext4 and perl): ${String(error.message).split('\n')[0]}`
  } finally {
    try {
      disk?.unmount()
    } catch {
      // It was never mounted.
    }
    folder.remove()
  }
}
