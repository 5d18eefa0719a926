/** How a pad reports a press that the host has not answered: every `interval` milliseconds, `times` more at most. */
export const pressRepetition = { interval: 300, times: 20 } as const;
