import { join } from 'node:path';
import { copyPackage, packageFolder } from './copy-package.ts';

/** They load their own prebuilt binaries by their place in the file system, so they are copied instead of bundled. */
export const nativePackages = ['@serialport/bindings-cpp', 'node-hid'] as const;

/** Copies them, and what they depend on, into `into`/node_modules. */
export async function copyNativePackages(into: string): Promise<void> {
  const drivers = join(import.meta.dirname, '..', '..', 'packages', 'device-drivers', 'package.json');
  await copyPackage('@serialport/bindings-cpp', join(packageFolder('serialport', drivers), 'package.json'), into);
  await copyPackage('node-hid', drivers, into);
}
