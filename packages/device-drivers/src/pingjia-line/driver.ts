import { err, fault, ok } from '@pingjia/shared';
import { defaultKeyMap } from '../key-map.ts';
import type { PadCommand } from '../pad-command.ts';
import { isOnNetwork } from '../place.ts';
import type { CreatePadDriver, PadCapabilities, PadFamily } from '../pad-driver.ts';
import { decodePadLine, encodeHostMessage } from './codec.ts';
import { createLineReader } from './line-reader.ts';
import { type HostMessage, isPadAddress, maxArmSeconds, type PadMessage } from './message.ts';

const capabilities: Omit<PadCapabilities, 'walkUp'> = {
  leds: true,
  voice: true,
  screen: false,
  cardReader: false,
  heartbeat: true,
  commands: new Set(['arm', 'thank', 'led', 'say', 'reset']),
};

/** Driver of the `pingjia-line` family. Option `addr`: 01–FE, 01 unless told. */
export const createPingjiaLineDriver: CreatePadDriver = ({ options, place, events, write }) => {
  const address = options['addr'] ?? '01';
  if (!isPadAddress(address)) return err(fault('PAD_ADDRESS_INVALID', `addr=${address}`));
  let lastBoot: string | undefined;

  function seeBoot(boot: string, atPowerOn: boolean): void {
    const changed = lastBoot !== undefined && lastBoot !== boot;
    lastBoot = boot;
    if (changed || atPowerOn) events.rebooted(boot);
  }

  function hear(message: PadMessage): void {
    if (message.address !== address) return events.ignored();
    switch (message.type) {
      case 'KEY': {
        const { boot, count, key } = message;
        seeBoot(boot, false);
        return events.press({ boot, count, key });
      }
      case 'HELLO':
        seeBoot(message.boot, true);
        return events.identified({ firmware: message.firmware, serialNumber: message.serialNumber });
      case 'PONG':
        return events.identified({ firmware: message.firmware, serialNumber: message.serialNumber });
      case 'ACK':
        return events.acknowledged(message.verb);
    }
  }

  const reader = createLineReader(decodePadLine, { message: hear, dropped: (reason) => events.dropped(reason) });
  const tell = (message: HostMessage): void => write(encodeHostMessage(message));

  return ok({
    unit: address,
    capabilities: { ...capabilities, walkUp: !isOnNetwork(place) },
    receive: (bytes) => reader.push(bytes),
    probe: () => tell({ type: 'PING', address }),
    confirm: ({ boot, count }) => tell({ type: 'GOT', address, boot, count }),
    command: (command) => {
      const message = messageOf(command, address);
      if (message !== null) tell(message);
    },
  });
};

export const pingjiaLine: PadFamily = {
  profile: 'pingjia-line',
  transports: ['serial', 'socket', 'tcp'],
  createDriver: createPingjiaLineDriver,
  keyMap: defaultKeyMap,
};

function messageOf(command: PadCommand, address: string): HostMessage | null {
  switch (command.type) {
    case 'arm':
      return { type: 'ARM', address, seconds: Math.min(Math.max(Math.ceil(command.seconds), 0), maxArmSeconds) };
    case 'thank':
      return { type: 'THANK', address };
    case 'led':
      return { type: 'LED', address, key: command.key, mode: command.mode };
    case 'say':
      return { type: 'SAY', address, phrase: command.phrase };
    case 'reset':
      return { type: 'RESET', address };
    default:
      return null;
  }
}
