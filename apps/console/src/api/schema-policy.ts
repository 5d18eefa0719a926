import { z } from 'zod';

// The page's policy forbids making code from text, which schemas try for speed as soon as they are defined: this module
// must run before the first of them, which vite.config.ts sees to by giving it a chunk with the schema library.
z.config({ jitless: true });
