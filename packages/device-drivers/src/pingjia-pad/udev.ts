import { knownDevices } from '../discovery/known-devices.ts';
import { udevRulesFile } from '../discovery/udev-rules-file.ts';
import { readArguments } from './read-arguments.ts';
import { exitCodes, type PadTool } from './tool.ts';

export const udev: PadTool = {
  name: 'udev',
  usage: '',
  about: 'print the udev rules that let pads be opened; it says how to install them',
  run(args, world) {
    readArguments(args, [], {});
    for (const line of udevRulesFile(knownDevices).trimEnd().split('\n')) world.print(line);
    return Promise.resolve(exitCodes.done);
  },
};
