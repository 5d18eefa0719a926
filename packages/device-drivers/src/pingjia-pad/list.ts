import { describeFault } from '@pingjia/shared';
import type { PadListing } from '../discovery/pad-listing.ts';
import { readArguments } from './read-arguments.ts';
import { exitCodes, type PadTool } from './tool.ts';

export const list: PadTool = {
  name: 'list',
  usage: '[--json]',
  about: 'everything on this machine that may be a pad, and whether it may be opened',
  async run(args, world) {
    const { values } = readArguments(args, [], { json: { type: 'boolean', default: false } });
    const { pads, faults } = await world.listPads();
    if (values.json) for (const pad of pads) world.print(JSON.stringify(pad));
    else for (const line of pads.flatMap(describePad)) world.print(line);
    for (const fault of faults) world.complain(describeFault(fault));
    if (pads.length === 0) world.complain('No pad was found. Plug it in; pads on a network are not listed.');
    return faults.length === 0 ? exitCodes.done : exitCodes.failed;
  },
};

function describePad({ address, path, name, serialNumber, vid, pid, access, note }: PadListing): readonly string[] {
  const numbers = vid === null || pid === null ? null : `${vid}:${pid}`;
  const facts = [name, numbers, serialNumber === null ? null : `serial ${serialNumber}`, path];
  return [
    address,
    `  ${facts.filter((fact) => fact !== null).join(' · ')}`,
    ...(note === null ? [] : [`  ${note}`]),
    ...(access.state === 'ok' ? [] : [`  It may not be opened by this user. Run: ${access.mend}`]),
  ];
}
