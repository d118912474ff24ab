import type { DiskLook } from '../../../preload/contract/trouble';
import { formatBytes } from './bytes';

/** Why nothing can be written, as a sentence. */
export function diskWords({ state, folder, free }: DiskLook): string {
  switch (state) {
    case 'full':
      return free === undefined
        ? `There is no room left on the disk with ${folder}.`
        : `The disk with ${folder} has ${formatBytes(BigInt(Math.floor(free))).decimal} left, which is not enough.`;
    case 'read-only':
      return `The disk with ${folder} is read-only.`;
    case 'refused':
      return `The system does not let you write to ${folder}.`;
    case 'fine':
      return `The disk with ${folder} can be written.`;
  }
}

/** What to do about it, as a sentence. */
export function diskRemedy({ state }: Pick<DiskLook, 'state'>): string {
  switch (state) {
    case 'full':
      return 'Free some space on that disk.';
    case 'read-only':
      return 'Make it writable again; a disk that turned read-only by itself may be failing.';
    case 'refused':
      return 'Give yourself the right to write there again.';
    case 'fine':
      return 'Try again.';
  }
}
