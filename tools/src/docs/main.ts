// Writes the generated pages of docs/: today docs/errors.md.
import { writeFileSync } from 'node:fs';
import { errorsPage } from './errors-page.ts';
import { inRepository } from './repository.ts';

writeFileSync(inRepository('docs/errors.md'), errorsPage());
