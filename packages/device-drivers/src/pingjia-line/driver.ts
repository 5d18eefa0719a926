import { err, fault, ok } from '@pingjia/shared';
import type { CreatePadDriver } from '../pad-driver.ts';
import { decodePadLine, encodeHostMessage } from './codec.ts';
import { createLineReader } from './line-reader.ts';
import { type HostMessage, isPadAddress, maxArmSeconds, type PadMessage, type Phrase, phrases } from './message.ts';

/** Driver of the `pingjia-line` family. Option `addr`: 01–FE, 01 unless told. */
export const createPingjiaLineDriver: CreatePadDriver = ({ options, events, write }) => {
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
    capabilities: { leds: true, voice: true, heartbeat: true },
    receive: (bytes) => reader.push(bytes),
    probe: () => tell({ type: 'PING', address }),
    confirm: ({ boot, count }) => tell({ type: 'GOT', address, boot, count }),
    arm: (seconds) => tell({ type: 'ARM', address, seconds: Math.min(Math.max(Math.ceil(seconds), 0), maxArmSeconds) }),
    thank: () => tell({ type: 'THANK', address }),
    led: (key, mode) => tell({ type: 'LED', address, key, mode }),
    say: (phrase) => {
      if (isPhrase(phrase)) tell({ type: 'SAY', address, phrase });
    },
    reset: () => tell({ type: 'RESET', address }),
  });
};

function isPhrase(text: string): text is Phrase {
  return phrases.some((phrase) => phrase === text);
}
