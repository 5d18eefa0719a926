/** Largest message taken from a pad, bytes: far beyond what any family says, and too little to fill a memory with. */
export const maxMessageBytes = 65_536;
