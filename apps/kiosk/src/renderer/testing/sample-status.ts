import type { HostStatus } from '@pingjia/shared';

/** A host in good health. */
export const sampleStatus: HostStatus = {
  device: '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0010',
  pad: { state: 'found', address: 'serial:/dev/ttyUSB0', padId: 'pingjia-line 000917', fault: null, droppedFrames: 0 },
  sync: { phase: 'current', unsent: 0, fault: null, retryIn: null },
  journal: { epoch: '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0011', seq: 128, fault: null },
};
