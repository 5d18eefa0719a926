import type { Host } from '@pingjia/kiosk/host';
import { nodeSha256 } from '@pingjia/node-platform';
import { maxHealRecords, type MirrorCheckpoint, type MirrorFinding, type MirrorPage } from '@pingjia/shared';
import type { Bug } from '../history/bug.ts';
import type { MirrorDamage } from '../history/history.ts';
import type { Process } from '../time/process.ts';
import type { Schedule } from '../time/schedule.ts';
import { MirrorCopy } from './mirror-copy.ts';
import { ScreenConversation } from './screen-conversation.ts';

/** Records of one pull: few, so that a journal takes several. */
const pageSize = 20;
/** Milliseconds until a pull that failed is tried again. */
const retryTime = 2_000;

/** The mirror in a browser as the bridge's contract has it: pulls, gives back, drops everything when it must. */
export class ModelMirror {
  readonly #schedule: Schedule;
  readonly #bug: Bug;
  readonly #log: (line: string) => void;
  readonly #onWrong: (what: string) => void;
  #copy = new MirrorCopy();
  /** As it was when the screen was last opened. */
  #older = new MirrorCopy();
  #conversation: ScreenConversation | null = null;
  #pulling = false;
  #grown = false;

  constructor(
    { schedule, bug, log }: { schedule: Schedule; bug: Bug; log: (line: string) => void },
    onWrong: (what: string) => void,
  ) {
    this.#schedule = schedule;
    this.#log = log;
    this.#bug = bug;
    this.#onWrong = onWrong;
  }

  /** What it could give back. */
  get copy(): MirrorCopy {
    return this.#copy;
  }

  /** The screen's page is loaded, anew where it was before. */
  open(host: Host, process: Process): void {
    this.close();
    this.#older = this.#copy.clone();
    this.#pulling = false;
    const conversation: ScreenConversation = new ScreenConversation(this.#schedule, process, {
      welcomed: () => void this.#begin(conversation),
      grown: () => void this.#pull(conversation),
    });
    this.#conversation = conversation;
    conversation.open(host);
  }

  close(): void {
    this.#conversation?.close();
    this.#conversation = null;
  }

  spoil(how: MirrorDamage, where: number): void {
    if (how === 'gone') this.#copy = new MirrorCopy();
    else if (how === 'older') this.#copy = this.#older.clone();
    else this.#copy.spoil(how, where);
  }

  async #begin(conversation: ScreenConversation): Promise<void> {
    if (this.#copy.isShort) {
      this.#pulling = true;
      if (this.#bug !== 'resets-first') await this.#giveAllBack(conversation);
      if (conversation.over) return;
      await this.#rebuild(conversation, 'short');
      this.#pulling = false;
    }
    await this.#pull(conversation);
  }

  /** Gives the journal whatever it asks for, before the copy is dropped. */
  async #giveAllBack(conversation: ScreenConversation): Promise<void> {
    const { newest, device } = this.#copy;
    if (newest === null) return;
    while (!conversation.over) {
      const page = await conversation.ask<MirrorPage>({
        method: 'mirror.pull',
        after: newest,
        device,
        limit: 1,
        dropping: true,
      });
      if (page === null) await this.#schedule.delay(retryTime);
      else if (page.outcome === 'heal') await this.#giveBack(conversation, page);
      else return;
    }
  }

  async #rebuild(conversation: ScreenConversation, rebuilt: MirrorFinding): Promise<void> {
    this.#log(`the mirror is built anew: ${rebuilt}`);
    this.#copy = new MirrorCopy();
    await conversation.ask({ method: 'mirror.report', records: 0, rebuilt });
  }

  async #pull(conversation: ScreenConversation): Promise<void> {
    this.#grown = true;
    if (this.#pulling) return;
    this.#pulling = true;
    while (this.#grown && !conversation.over) {
      this.#grown = false;
      if (await this.#takePage(conversation)) this.#grown = true;
    }
    this.#pulling = false;
  }

  /** Whether there may be more. */
  async #takePage(conversation: ScreenConversation): Promise<boolean> {
    const after = this.#copy.checkpoint;
    const { device } = this.#copy;
    const page = await conversation.ask<MirrorPage>({ method: 'mirror.pull', after, device, limit: pageSize });
    if (page === null) {
      await this.#schedule.delay(retryTime);
      return true;
    }
    if (page.outcome === 'reset' || (page.outcome === 'heal' && this.#bug === 'resets-first')) {
      await this.#rebuild(conversation, 'different');
      return true;
    }
    if (page.outcome === 'heal') {
      await this.#giveBack(conversation, page);
      return true;
    }
    this.#take(page);
    return page.records.length > 0;
  }

  async #giveBack(
    conversation: ScreenConversation,
    { epoch, from, to }: Extract<MirrorPage, { outcome: 'heal' }>,
  ): Promise<void> {
    const texts = this.#copy.between(epoch, from, to).slice(-maxHealRecords);
    this.#log(`the mirror gives back ${texts.length} of ${from} to ${to}`);
    const taken = await conversation.ask({ method: 'mirror.heal', epoch, from, to, texts });
    if (taken === null) await this.#schedule.delay(retryTime);
  }

  #take({ records, checkpoint, device }: Extract<MirrorPage, { outcome: 'page' }>): void {
    for (const record of records) {
      if (nodeSha256(Buffer.from(record.text)) !== record.hash) this.#onWrong('the mirror was sent another text');
      this.#copy.put(record);
    }
    this.#copy.checkpoint = checkpoint satisfies MirrorCheckpoint | null;
    if (records.length > 0) this.#copy.device = device;
  }
}
