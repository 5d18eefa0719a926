import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { GuestImage } from '../image/build-guest-image.ts';
import type { GuestRole } from '../image/guest-roles.ts';

/** Options of QEMU's command line. */
export function options(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => [`-${name}`, value]);
}

export interface MachineOptions {
  readonly image: GuestImage;
  readonly role: GuestRole;
  /** Holds the machine's sockets: `agent` (JSON lines with the program in the guest) and `monitor` (QMP). */
  readonly folder: string;
  /** Further arguments of QEMU: disks, buses, character devices. */
  readonly devices: readonly string[];
  /** Words for the guest's own program, as `name=value`. */
  readonly words?: readonly string[];
}

export interface Machine {
  readonly agent: string;
  readonly monitor: string;
  /** What the guest said on its console; at most the last 20,000 characters. */
  console(): string;
  /** Settles when the machine has ended, by itself or by `kill`. */
  readonly ended: Promise<void>;
  /** The power goes. Settles when the machine is gone. */
  kill(): Promise<void>;
}

/** Starts a guest by software emulation: it needs no help of this machine's processor, and runs in containers and nested machines. */
export function startMachine({ image, role, folder, devices, words = [] }: MachineOptions): Machine {
  const agent = join(folder, 'agent');
  const monitor = join(folder, 'monitor');
  const append = ['console=ttyS0', 'quiet', 'panic=-1', 'mitigations=off', `pingjia.role=${role}`];
  const child: ChildProcess = spawn(
    'qemu-system-x86_64',
    [
      '-nodefaults',
      '-no-user-config',
      '-no-reboot',
      ...options({
        display: 'none',
        nic: 'none',
        accel: 'tcg,thread=multi',
        cpu: 'max',
        smp: '1',
        m: '768',
        kernel: image.kernel,
        initrd: image.initramfs,
        append: [...append, ...words.map((word) => `pingjia.${word}`)].join(' '),
        serial: 'stdio',
        qmp: `unix:${monitor},server=on,wait=off`,
      }),
      ...options({
        drive: `if=none,id=system,format=raw,readonly=on,file=${image.system}`,
        device: 'virtio-blk-pci,drive=system',
      }),
      ...options({ chardev: `socket,id=agent,path=${agent},server=on,wait=off`, device: 'virtio-serial-pci' }),
      ...options({ device: 'virtconsole,chardev=agent' }),
      ...devices,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString('utf8')).slice(-20_000);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      process.off('exit', killNow);
      resolve();
    });
    child.once('error', (error) => {
      hear(Buffer.from(error.message));
      resolve();
    });
  });
  return {
    agent,
    monitor,
    console: () => said,
    ended,
    async kill() {
      killNow();
      await ended;
    },
  };
}
