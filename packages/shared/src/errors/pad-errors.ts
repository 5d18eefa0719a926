import type { ErrorText } from './error-text.ts';

/** Of button pads and queue systems. */
export const padErrors = {
  // Pads
  PAD_ADDRESS_INVALID: {
    means: 'The pad address cannot be understood.',
    todo: 'Write it like serial:/dev/ttyUSB0?profile=pingjia-line.',
  },
  PAD_NOT_FOUND: {
    means: 'There is no device at the configured address.',
    todo: 'Plug the pad in; check the cable and the address.',
  },
  PAD_PERMISSION_DENIED: {
    means: 'This user may not open the pad’s port.',
    todo: 'Run the command that is named with it (for a serial port: sudo usermod -aG dialout $USER), then sign in again.',
  },
  PAD_BUSY: {
    means: 'Another program has the pad’s port open.',
    todo: 'Close the other program; opening is tried again by itself.',
  },
  PAD_AMBIGUOUS: {
    means: 'Several devices match the pad’s address.',
    todo: 'Write the address with the serial number or the USB socket of the pad: “pingjia-pad list” shows both.',
  },
  PAD_SILENT: { means: 'The pad does not answer.', todo: 'Check power, cable and baud rate.' },
  PAD_KEYS_UNKNOWN: {
    means: 'Nobody has taught this pad’s keys yet. What is pressed on it is kept and counts for nothing.',
    todo: 'Hold the window label for three seconds, choose the pad and learn its keys.',
  },
  SETUP_DAMAGED: {
    means: 'A file of this device’s set-up cannot be read. It is left as it is and counts for nothing.',
    todo: 'Restore the file that the detail names, or move it away and set up anew what it held.',
  },
  WINDOW_PAUSED: {
    means: 'Service at this window is paused by its staff or the queue system.',
    todo: 'Nothing: it goes on when they resume, or call the next citizen.',
  },
  QUEUE_COMMAND_INVALID: {
    means: 'A command of the queue system cannot be understood; the detail says why. Nothing was done.',
    todo: 'Correct what the queue system sends, or how its members are named here; docs/devices/queue-bridge.md describes both.',
  },
  QUEUE_PORT_UNAVAILABLE: {
    means: 'The port for the queue system’s commands cannot be opened.',
    todo: 'Close the other program that uses the port, or configure another address or port here and at the queue system.',
  },
  PAD_IO_FAILED: { means: 'The connection to the pad failed.', todo: 'Check the cable; it is opened again by itself.' },
} as const satisfies Record<string, ErrorText>;
