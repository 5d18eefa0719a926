import type { HostStatus, KeyMap, PadReport } from '@pingjia/shared';

/** A pad whose keys were learnt. */
export const samplePad: PadReport = {
  address: 'serial:/dev/ttyUSB0',
  profile: 'pingjia-line',
  origin: 'option',
  state: 'found',
  padId: 'pingjia-line:000917:01',
  fault: null,
  droppedFrames: 0,
  ignoredFrames: 0,
  capabilities: {
    leds: true,
    voice: true,
    screen: false,
    cardReader: false,
    heartbeat: true,
    walkUp: true,
    commands: ['arm', 'thank', 'led', 'say', 'reset'],
  },
  keys: {
    state: 'learnt',
    map: {
      5: 'very_satisfied',
      4: 'satisfied',
      3: 'basically_satisfied',
      2: 'dissatisfied',
      1: 'very_dissatisfied',
    } satisfies KeyMap,
    learntAt: Date.UTC(2026, 10, 23, 7, 30),
  },
};

/** A host in good health. */
export const sampleStatus: HostStatus = {
  device: '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0010',
  pads: [samplePad],
  setUp: [],
  stick: null,
  sync: { phase: 'current', unsent: 0, fault: null, retryIn: null },
  journal: { epoch: '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0011', seq: 128, fault: null },
};
