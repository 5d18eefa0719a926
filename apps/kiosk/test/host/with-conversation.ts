import { generateKeyPairSync, sign } from 'node:crypto';
import { nodeSha256 } from '@pingjia/node-platform';
import {
  type Batch,
  type ErrorCode,
  err,
  fault,
  type Hash,
  type HandshakeRequest,
  type HandshakeResponse,
  ok,
  type Position,
  type SignedStatement,
} from '@pingjia/shared';
import type { AttachmentSender } from '../../src/host/attachments/attachment-sender.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { SealingKeyStore } from '../../src/host/provisioning/sealing-key-store.ts';
import { CarriedRecords } from '../../src/host/sync/carried-records.ts';
import { Conversation, type ConversationOptions } from '../../src/host/sync/conversation.ts';
import { Credentials } from '../../src/host/sync/credentials.ts';
import { ReceiptStore } from '../../src/host/sync/receipts.ts';
import type { Hold, ServerLink } from '../../src/host/sync/server-link.ts';
import { type JournalBench, withJournal } from './with-journal.ts';

export const device = '11111111-2222-4333-8444-555555555555';
const serverKeys = generateKeyPairSync('ed25519');
const serverKey = {
  keyId: 'server',
  publicKey: serverKeys.publicKey.export({ format: 'jwk' }).x ?? '',
};

/** As the server signs it. */
export function sealed(value: unknown): SignedStatement {
  const statement = JSON.stringify(value);
  const signature = sign(null, Buffer.from(statement), serverKeys.privateKey).toString('base64url');
  return { statement, signature, keyId: serverKey.keyId };
}

const nothingAttached = {
  noteLacked: () => undefined,
  letOldGo: async () => undefined,
  send: async () => ok(),
} as unknown as AttachmentSender;

type Refusal = Extract<ErrorCode, 'BATCH_CHAIN_BROKEN' | 'BATCH_TOO_LARGE' | 'EPOCH_FORKED' | 'SERVER_UNREACHABLE'>;

/** What these tests ask of a server. */
type Answers = Pick<ServerLink, 'handshake' | 'hashAt' | 'push'>;

/** Refuses for ever what `verdict` names, takes anything else, and asks again for what it lacks. */
export class StubbornServer {
  readonly taken: Batch[] = [];
  readonly held = new Map<string, Position>();
  readonly missing: { from: number; to: number }[] = [];
  verdict: (batch: Batch) => Refusal | null = () => null;

  get link(): Answers {
    return {
      handshake: async ({ epochs }: HandshakeRequest) => {
        const heads: HandshakeResponse['heads'] = epochs.map(({ epoch }) => {
          const watermark = this.held.get(epoch);
          const receipt = watermark === undefined ? null : sealed({ device, epoch, watermark });
          return { epoch, receipt, hashAtTip: null, missing: this.missing };
        });
        return ok({ heads, configurationVersion: 'none' });
      },
      hashAt: async (epoch: string, seq: number) => ok(this.#hashAt(epoch, seq)),
      push: async (batch: Batch, hold?: Hold) => {
        if ((await hold?.released) === false) return err(fault('SERVER_UNREACHABLE'));
        const refusal = this.verdict(batch);
        if (refusal !== null) return err(fault(refusal));
        this.taken.push(batch);
        const { epoch, to, tip } = batch.header;
        const watermark = this.held.get(epoch);
        if (watermark === undefined || to > watermark.seq) this.held.set(epoch, { seq: to, hash: tip });
        return ok({ receipt: sealed({ device, epoch, watermark: this.held.get(epoch) }), quarantined: [] });
      },
    };
  }

  #hashAt(epoch: string, seq: number): Hash | null {
    const batch = this.taken.find(({ header }) => header.epoch === epoch && header.from <= seq && seq <= header.to);
    const item = batch?.items[seq - batch.header.from];
    return item?.kind === 'record' ? nodeSha256(item.bytes) : null;
  }
}

/** A conversation about a journal of 41 records with a server that holds none of them. */
export async function withConversation(
  run: (parts: {
    server: StubbornServer;
    options: ConversationOptions;
    conversation: Conversation;
    bench: JournalBench;
    epoch: string;
  }) => Promise<void>,
): Promise<void> {
  await withJournal(async (bench) => {
    const journal = await bench.open();
    for (let n = 0; n < 40; n += 1) await journal.append([{ type: 'host-stopped', data: { reason: 'requested' } }]);
    const server = new StubbornServer();
    const key = DeviceKey.generate();
    const enrollment = { device, certificate: sealed({}), serverKey };
    const identity = { serverUrl: 'http://server', key, enrollment, nextKey: null };
    const options = {
      journal,
      link: server.link as ServerLink,
      credentials: new Credentials(identity, async () => undefined),
      receipts: new ReceiptStore(nodeFileSystem, bench.folder),
      sealing: new SealingKeyStore(nodeFileSystem, bench.folder),
      attachments: nothingAttached,
      carried: new CarriedRecords(),
      clock: bench.clock,
      boot: '6c5f1fd2-0000-4000-8000-000000000002',
      software: 'test',
      configurationVersion: () => null,
      onConfiguration: async () => undefined,
      onStatus: () => undefined,
    };
    await run({ server, options, conversation: new Conversation(options), bench, epoch: journal.current.epoch });
  });
}
