import {
  createPressNames,
  type KeyMap,
  type PadCapabilities,
  type PadCommand,
  type PadFamily,
  phrases,
} from '@pingjia/device-drivers';
import { ok } from '@pingjia/shared';

const everything: PadCapabilities = {
  leds: false,
  voice: true,
  screen: true,
  cardReader: false,
  heartbeat: false,
  walkUp: true,
  commands: new Set([
    'welcome',
    'arm',
    'thank',
    'pause',
    'resume',
    'staff',
    'say',
    'ticket',
    'clock',
    'reset',
  ] as const satisfies readonly PadCommand['type'][]),
};

/** A family on messages: "5 101,102" is key 5 with two details, and every command comes back as JSON. */
export function toyFamily(
  profile: string,
  can: Partial<PadCapabilities> = {},
  keyMap: KeyMap | null = null,
): PadFamily {
  return {
    profile,
    transports: ['memory'],
    keyMap,
    createDriver: ({ place, random, events, write }) => {
      const name = createPressNames(random);
      return ok({
        unit: place,
        capabilities: { ...everything, ...can },
        receive(bytes) {
          const [key = '', details = ''] = Buffer.from(bytes).toString('utf8').split(' ');
          events.press({ ...name(), key: Number(key), details: details.split(',').filter((code) => code !== '') });
        },
        probe: () => {},
        confirm: () => {},
        command: (command) => write(Buffer.from(JSON.stringify(command))),
      });
    },
  };
}

/** A command as short as it can be told apart, such as "arm 30" or "say thanks". */
export function inShort(message: string): string {
  const command = JSON.parse(message) as PadCommand;
  switch (command.type) {
    case 'arm':
      return `arm ${command.seconds}`;
    case 'say':
      return `say ${phrases.find((phrase) => phrase === command.phrase)}`;
    case 'staff':
      return `staff ${command.staff?.name ?? 'nobody'}`;
    case 'ticket':
      return `ticket ${command.number} ${command.service}`.trim();
    default:
      return command.type;
  }
}
