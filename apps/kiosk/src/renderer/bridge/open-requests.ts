import {
  type BridgeMethod,
  type BridgeRequest,
  type BridgeResult,
  bridgeResults,
  err,
  type Fault,
  fault,
  ok,
  type Result,
} from '@pingjia/shared';

/** Why a request has no result: the host said no, or the conversation broke off and nobody knows. */
export type RequestFailure = { readonly kind: 'fault'; readonly fault: Fault } | { readonly kind: 'lost' };

type Answer = { readonly kind: 'result'; readonly result: unknown } | RequestFailure;

interface OpenRequest {
  readonly settle: (answer: Answer) => void;
  readonly since: number;
}

/** The requests of one conversation that await their answer. */
export class OpenRequests {
  readonly #open = new Map<number, OpenRequest>();
  #next = 0;

  /** Takes an id for `request`; `answer` settles once, with a result that fits the contract or with why there is none. */
  add<R extends BridgeRequest>(
    request: R,
    since: number,
  ): { readonly id: number; readonly answer: Promise<Result<BridgeResult<R['method']>, RequestFailure>> } {
    const id = this.#next;
    this.#next += 1;
    const answer = new Promise<Answer>((settle) => this.#open.set(id, { settle, since }));
    return { id, answer: answer.then((given) => fit(request.method, given)) as never };
  }

  result(id: number, result: unknown): void {
    this.#settle(id, { kind: 'result', result });
  }

  fault(id: number, told: Fault): void {
    this.#settle(id, { kind: 'fault', fault: told });
  }

  /** The conversation is over: nobody will answer. */
  lose(): void {
    for (const id of this.#open.keys()) this.#settle(id, { kind: 'lost' });
  }

  /** When the oldest open request was made; null if all are answered. */
  get oldest(): number | null {
    const [request] = this.#open.values();
    return request?.since ?? null;
  }

  #settle(id: number, answer: Answer): void {
    const request = this.#open.get(id);
    this.#open.delete(id);
    request?.settle(answer);
  }
}

function fit(method: BridgeMethod, answer: Answer): Result<unknown, RequestFailure> {
  if (answer.kind !== 'result') return err(answer);
  const parsed = bridgeResults[method].safeParse(answer.result);
  return parsed.success
    ? ok(parsed.data)
    : err({ kind: 'fault', fault: fault('BRIDGE_MESSAGE_INVALID', `result of ${method}`) });
}
