/** What is read of one device alone: records that are not counted, and its clock. */
export const diagnostics = {
  setAside: 'Records not counted',
  setAsideHint:
    'Each is kept and holds up nothing. Those that could not be understood are tried again after an update.',
  noneSetAside: 'None: every record is counted.',
  more: 'Only the newest {{count}} are shown.',
  place: 'record {{seq}} (epoch {{epoch}})',
  states: { quarantined: 'not understood', 'unknown-type': 'of a later version', rotted: 'unreadable on the device' },
  clocks: 'Clock',
  clockOfRun: 'Clock since the start at {{time}}',
  clocksHint:
    'What the device’s clock said and what it was by the server’s. Neither is ever changed; nothing is decided by the device’s.',
  startedAt: 'Program started',
  noClock: 'Not known yet: the device tells it at its next handshake.',
  ahead: '{{duration}} ahead',
  behind: '{{duration}} behind',
  right: 'correct',
} as const;
