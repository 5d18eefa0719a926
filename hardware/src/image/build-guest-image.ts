import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashFiles } from '@pingjia/tools/hash-files';
import { root } from '../root.ts';
import { writeGuestPrograms } from './guest-programs.ts';
import { writeInitramfs } from './initramfs.ts';
import { type Kernel, provideKernel } from './kernel.ts';
import { writeSystemDisk } from './system-disk.ts';

/** What QEMU boots: three files that are never written to. */
export interface GuestImage {
  readonly kernel: string;
  readonly initramfs: string;
  readonly system: string;
}

const initramfs = 'initramfs.gz';
const system = 'system.img';
/** Milliseconds. */
const imageLife = 86_400_000;

/** What the image is made of, beside the kernel and Node. */
const sources = [
  'packages/*/src/**/*.ts',
  'apps/kiosk/src/host/**/*.ts',
  'hardware/{guest,src/guest,src/image}/**/*',
  'pnpm-lock.yaml',
];

/** The image of today's sources, kept under `cache` until they change. Throws with a sentence where it cannot be made. */
export async function provideGuestImage(cache: string, node: string): Promise<GuestImage> {
  const kernel = provideKernel(join(cache, 'kernels'));
  const made = createHash('sha256')
    .update(kernel.name)
    .update(readFileSync(node))
    .update(hashFiles(root, sources))
    .digest('hex')
    .slice(0, 16);
  const images = join(cache, 'images');
  const folder = join(images, made);
  if (!existsSync(folder)) {
    console.log('Building the guest machine …');
    mkdirSync(images, { recursive: true });
    removeOldImages(images);
    const work = mkdtempSync(join(images, 'building-'));
    try {
      await build(work, kernel, node);
      renameSync(join(work, 'image'), folder);
    } finally {
      rmSync(work, { recursive: true });
    }
  }
  return { kernel: kernel.vmlinux, initramfs: join(folder, initramfs), system: join(folder, system) };
}

/** Another run may still boot from yesterday's sources. */
function removeOldImages(images: string): void {
  for (const name of readdirSync(images)) {
    const folder = join(images, name);
    if (Date.now() - statSync(folder).mtimeMs > imageLife) rmSync(folder, { recursive: true });
  }
}

async function build(work: string, kernel: Kernel, node: string): Promise<void> {
  const programs = join(work, 'app');
  const image = join(work, 'image');
  mkdirSync(image);
  await writeGuestPrograms(programs);
  writeSystemDisk({ file: join(image, system), programs, node, work: join(work, 'tree') });
  writeInitramfs({ file: join(image, initramfs), modules: kernel.modules, work: join(work, 'first') });
}
