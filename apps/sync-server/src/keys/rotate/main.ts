import { answerHelp, refuseArguments } from '@pingjia/shared';
import { readConfig } from '../../config.ts';
import { rotateSigningKey } from '../key-chain.ts';

const usage = `Usage: node apps/sync-server/src/keys/rotate/main.ts    (takes no arguments)

Makes a new signing key, signed for by the present one. Takes the server's variables.`;

answerHelp(usage, process);
refuseArguments(usage, process);
try {
  const { keysDir } = readConfig(process.env);
  const { keyId } = rotateSigningKey(keysDir);
  process.stdout.write(
    `The server's new signing key is ${keyId}, signed for by the one before. It counts when the server starts again; ` +
      `pads follow by themselves at their next handshake. Back up ${keysDir} now, and keep the backup apart from the database's.\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
