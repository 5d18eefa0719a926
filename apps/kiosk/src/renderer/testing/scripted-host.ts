import {
  type BridgeRequest,
  type Clock,
  type DeviceConfiguration,
  type ErrorCode,
  type Fault,
  fault,
  type Grade,
  grades,
  type HostMessage,
  type HostStatus,
  type LearningView,
  type RandomSource,
  screenMessageSchema,
  type SessionView,
  type Stick,
} from '@pingjia/shared';
import type { OpenChannel } from '../bridge/bridge-channel.ts';
import { type HostEnd, memoryChannels } from './memory-channel.ts';
import { sampleConfiguration } from './sample-configuration.ts';
import { sampleStatus } from './sample-status.ts';
import { ScriptedJournal } from './scripted-journal.ts';
import { ScriptedSession } from './scripted-session.ts';

export interface ScriptedHostOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly configuration?: DeviceConfiguration;
}

/** A host in memory that speaks the bridge contract and does what its script says: for tests and for looking at screens. */
export class ScriptedHost {
  readonly journal: ScriptedJournal;
  readonly session: ScriptedSession;
  readonly open: OpenChannel;
  /** Every request as it arrived, oldest first. */
  readonly heard: BridgeRequest[] = [];
  /** How many connections the screen has opened. */
  connections = 0;
  version = 1;
  /** Said to every new connection in place of welcome. */
  refusal: Fault | null = null;
  /** Whether it was enrolled and knows its configuration. */
  isEnrolled = true;
  /** Answers are swallowed while true: the request arrived, the answer is lost. */
  isDeaf = false;
  /** Makes every rate and change fail. */
  pressFault: Fault | null = null;
  /** Makes every remark fail. */
  remarkFault: Fault | null = null;
  /** Makes every lesson fail to begin. */
  learningFault: Fault | null = null;
  /** Makes every step of a lesson fail. */
  stepFault: Fault | null = null;
  sticks: Stick[] = [];
  stickFault: Fault | null = null;
  #configuration: DeviceConfiguration;
  #status: HostStatus = sampleStatus;
  #staffId: string | null;
  #revision = 0;
  #end: HostEnd | null = null;

  constructor({ clock, random, configuration = sampleConfiguration }: ScriptedHostOptions) {
    this.journal = new ScriptedJournal(random);
    this.#configuration = configuration;
    this.#staffId = configuration.assignedStaffId;
    this.session = new ScriptedSession({
      clock,
      random,
      times: configuration.rules.times,
      hasFollowUp: configuration.rules.followUp,
      onView: (view) => this.#show(view),
      write: (type, data) => void this.append(type, data),
    });
    this.open = memoryChannels((end) => {
      this.connections += 1;
      this.#end = end;
      return (text) => this.#hear(text);
    });
  }

  configure(change: Partial<DeviceConfiguration>): void {
    this.#configuration = { ...this.#configuration, ...change };
    this.say({ type: 'configuration', configuration: this.#configuration });
  }

  setStatus(change: Partial<HostStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.say({ type: 'status', status: this.#status });
  }

  /** A pad's keys are being learnt, or no longer. */
  teach(learning: LearningView | null): void {
    this.say({ type: 'learning', learning });
  }

  signIn(staffId: string | null): void {
    this.#staffId = staffId;
    this.#show(this.session.view);
  }

  /** The host can write no press, and says so. */
  pause(code: ErrorCode): void {
    this.session.show({ state: 'paused', code });
  }

  /** The connection breaks. */
  drop(): void {
    this.#end?.drop();
  }

  async append(type: string, data: unknown): Promise<void> {
    await this.journal.append(type, data);
    this.say({ type: 'appended' });
  }

  say(message: HostMessage): void {
    this.sayText(JSON.stringify(message));
  }

  /** Any text at all, to see what the screen makes of it. */
  sayText(text: string): void {
    this.#end?.say(text);
  }

  #show(view: SessionView): void {
    this.#revision += 1;
    this.say({ type: 'view', revision: this.#revision, view, staffId: this.#staffId });
  }

  #hear(text: string): void {
    const message = screenMessageSchema.parse(JSON.parse(text));
    if (message.type === 'hello') return this.#greet();
    this.heard.push(message.request);
    const answer = this.#answer(message.request);
    if (this.isDeaf) return;
    this.say(
      answer.ok
        ? { type: 'result', id: message.id, result: answer.result }
        : { type: 'fault', id: message.id, fault: answer.fault },
    );
  }

  #greet(): void {
    if (this.refusal !== null) return this.say({ type: 'goodbye', fault: this.refusal });
    this.say({ type: 'welcome', version: this.version });
    if (this.isEnrolled) this.say({ type: 'configuration', configuration: this.#configuration });
    this.say({ type: 'status', status: this.#status });
    this.#show(this.session.view);
  }

  #answer(
    request: BridgeRequest,
  ): { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly fault: Fault } {
    const done = { ok: true, result: null } as const;
    switch (request.method) {
      case 'wake':
        this.session.arm('touch');
        return done;
      case 'rate':
      case 'change':
        if (this.pressFault !== null) return { ok: false, fault: fault(this.pressFault.code) };
        this.session.press(request.method, request.pressId, request.grade);
        return done;
      case 'tick':
        this.session.tick(request.code, request.ticked);
        return done;
      case 'finish':
        this.session.finish(request.how);
        return done;
      case 'mirror.pull':
        return { ok: true, result: this.journal.page(request.after, request.limit) };
      case 'learn.begin':
        if (this.learningFault !== null) return { ok: false, fault: this.learningFault };
        this.teach({ padId: request.padId, asked: grades[0], heard: {}, refusal: null, tried: null, left: 20_000 });
        return done;
      case 'learn.step':
        if (this.stepFault !== null) return { ok: false, fault: this.stepFault };
        if (request.step !== 'skip') this.teach(null);
        return done;
      case 'remark':
        return this.remarkFault === null ? done : { ok: false, fault: this.remarkFault };
      case 'stick.list':
        return { ok: true, result: this.sticks };
      case 'stick.export':
      case 'stick.receipts':
        return this.stickFault === null ? done : { ok: false, fault: this.stickFault };
      case 'stay':
      case 'window-key':
      case 'painted':
      case 'mirror.heal':
      case 'mirror.report':
        return done;
    }
  }

  /** A press of the five-key pad. */
  padPress(grade: Grade): void {
    this.session.press('rate', `pad ${this.heard.length}`, grade);
  }
}
