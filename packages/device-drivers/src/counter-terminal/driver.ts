import { ok } from '@pingjia/shared';
import type { CreatePadDriver, PadCapabilities, PadFamily } from '../pad-driver.ts';
import { createPressNames } from '../press-names.ts';
import { decodeTerminalAnswer, encodeTerminalRequest, maxTimeout, type TerminalAnswer } from './message.ts';

const capabilities: PadCapabilities = {
  leds: false,
  voice: false,
  screen: true,
  cardReader: false,
  heartbeat: false,
  commands: new Set(['arm', 'staff']),
  walkUp: false,
};

/** Driver of the counter-terminal family. Who serves is told with each request, not by itself. */
export const createCounterTerminalDriver: CreatePadDriver = ({ place, random, events, write }) => {
  const nextName = createPressNames(random);
  let teller = { tellerName: '', tellerNumber: '' };

  function hear(answer: TerminalAnswer): void {
    switch (answer.type) {
      case 'rated': {
        const { key, details } = answer;
        const press = { ...nextName(), key };
        return events.press(details.length === 0 ? press : { ...press, details });
      }
      case 'timed-out':
      case 'cancelled':
        return events.acknowledged(answer.type);
      case 'device-failed':
        return events.dropped(answer.type);
    }
  }

  return ok({
    unit: place,
    capabilities,
    receive(bytes) {
      const answer = decodeTerminalAnswer(bytes);
      if (answer.ok) hear(answer.value);
      else events.dropped(answer.error);
    },
    probe: () => undefined,
    // The terminal waits for no answer to its answer.
    confirm: () => undefined,
    command(command) {
      if (command.type === 'staff') {
        const { staff } = command;
        teller = { tellerName: staff?.name ?? '', tellerNumber: staff?.number ?? '' };
      }
      // There is no word for "no longer": what comes late all the same is the host's to judge.
      if (command.type !== 'arm' || command.seconds <= 0) return;
      const timeoutSeconds = Math.min(Math.ceil(command.seconds), maxTimeout);
      write(encodeTerminalRequest({ ...teller, timeoutSeconds }));
    },
  });
};

export const counterTerminal: PadFamily = {
  profile: 'counter-terminal',
  transports: ['ws', 'wss'],
  createDriver: createCounterTerminalDriver,
  keyMap: null,
};
