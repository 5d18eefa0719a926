import { createPublicKey, type KeyObject } from 'node:crypto';
import { maxKeyLinks, type RandomSource, type ServerKey, type SignedStatement } from '@pingjia/shared';
import { createSealer, type SealingPair } from '@pingjia/shared/seal';
import { exportPublicKey, signStatement, verifyEd25519 } from '@pingjia/sync-server/keys/ed25519';
import type { ServerKeys } from '@pingjia/sync-server/keys/server-keys';
import type { Bug } from '../history/bug.ts';
import { seededKey } from './seeded-key.ts';
import { createKeyLogs } from './simulated-key-logs.ts';

const sealer = await createSealer();

interface Signer extends ServerKey {
  readonly privateKey: KeyObject;
  /** What the signer before it says of it; null of the first. */
  readonly link: SignedStatement | null;
}

/** The server's key folder in memory: it outlives processes and databases, and its keys are exchanged. */
export class SimulatedKeys {
  readonly logs: ReturnType<typeof createKeyLogs>;
  readonly #random: RandomSource;
  readonly #bug: Bug;
  readonly #signers: Signer[];
  readonly #pairs: SealingPair[] = [sealer.newPair()];

  constructor(random: RandomSource, bug: Bug) {
    this.#random = random;
    this.#bug = bug;
    this.#signers = [this.#newSigner(null)];
    this.logs = createKeyLogs(bug);
  }

  /** The keys as a server finds them that starts now. */
  load(): ServerKeys {
    const signer = this.#newest;
    const signing: ServerKeys['signing'] = {
      keyId: signer.keyId,
      publicKey: signer.publicKey,
      sign: (value) => signWith(signer, value),
      verify: ({ statement, signature, keyId }) => {
        const known = this.#signers.find((one) => one.keyId === keyId);
        return known !== undefined && verifyWith(known, statement, signature);
      },
    };
    const pair = this.#pairs.at(-1);
    const keyId = nameOf(this.#pairs.length);
    return {
      signing,
      sealing: {
        keyId,
        current: signing.sign({ purpose: 'sealing-key', keyId, publicKey: pair?.publicKey }),
        open: (name, sealed) => this.open(name, sealed),
        has: (name) => this.#pairOf(name) !== undefined,
      },
      nonceSecret: Buffer.from('simulated nonce secret, 32 bytes'),
      ...this.logs,
      erasures: { has: () => false, append: () => undefined, all: [] },
      chain: {
        after: (name) => (this.#bug === 'breaks-chain' ? [] : this.#linksAfter(name)),
        earlier: (name) => this.#signers.find((one) => one.keyId === name) ?? null,
      },
    };
  }

  /** What was sealed to a key of that name; null where it was not. */
  open(name: string, sealed: Uint8Array): Uint8Array | null {
    const pair = this.#pairOf(name);
    return pair === undefined ? null : sealer.open(sealed, pair);
  }

  /** The same, whichever key it was sealed to. */
  openAny(sealed: Uint8Array): Uint8Array | null {
    for (const pair of this.#pairs) {
      const opened = sealer.open(sealed, pair);
      if (opened !== null) return opened;
    }
    return null;
  }

  /** Counts from the server's next start on. */
  rotateSigning(): void {
    this.#signers.push(this.#newSigner(this.#newest));
  }

  rotateSealing(): void {
    this.#pairs.push(sealer.newPair());
  }

  get #newest(): Signer {
    const newest = this.#signers.at(-1);
    if (newest === undefined) throw new Error('no signing key');
    return newest;
  }

  #newSigner(before: Signer | null): Signer {
    const privateKey = seededKey(this.#random);
    const key = { keyId: `signer-${before === null ? 1 : this.#signers.length + 1}`, publicKey: publicOf(privateKey) };
    if (before === null) return { ...key, privateKey, link: null };
    const previous = { keyId: before.keyId, publicKey: before.publicKey };
    return { ...key, privateKey, link: signWith(before, { purpose: 'signing-key', ...key, previous }) };
  }

  #linksAfter(keyId: string): readonly SignedStatement[] {
    const at = this.#signers.findIndex((one) => one.keyId === keyId);
    if (at === -1) return [];
    return this.#signers.slice(at + 1, at + 1 + maxKeyLinks).flatMap(({ link }) => link ?? []);
  }

  #pairOf(name: string): SealingPair | undefined {
    return this.#pairs.find((_, at) => nameOf(at + 1) === name);
  }
}

const nameOf = (number: number) => `sealing-${number}`;

function publicOf(privateKey: KeyObject): string {
  return exportPublicKey(createPublicKey(privateKey));
}

function signWith({ keyId, privateKey }: Signer, value: unknown): SignedStatement {
  return signStatement(value, privateKey, keyId);
}

function verifyWith({ privateKey }: Signer, statement: string, signature: string): boolean {
  return verifyEd25519(createPublicKey(privateKey), Buffer.from(statement), Buffer.from(signature, 'base64url'));
}
