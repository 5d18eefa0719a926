import type {
  BundleReport,
  ConsoleSession,
  DeviceDiagnostics,
  DevicePage,
  EvaluationPage,
  RemarkAnswer,
  RemarkErasureRequest,
  Result,
  SignInRequest,
} from '@pingjia/shared';
import {
  bundleContentType,
  bundleReportSchema,
  consoleSessionSchema,
  deviceDiagnosticsSchema,
  devicePageSchema,
  evaluationPageSchema,
  remarkAnswerSchema,
} from '@pingjia/shared';
import { ApiError, type ApiFault } from './api-fault.ts';
import type { HttpClient } from './http-client.ts';

export interface ListOptions {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the console asks of the server. Signing in and out answer a Result; the rest throws ApiError for the query library. */
export interface Api {
  session(signal?: AbortSignal): Promise<Result<ConsoleSession, ApiFault>>;
  signIn(request: SignInRequest): Promise<Result<ConsoleSession, ApiFault>>;
  signOut(): Promise<Result<void, ApiFault>>;
  evaluations(filters: Readonly<Record<string, string>>, options: ListOptions): Promise<EvaluationPage>;
  devices(options: ListOptions): Promise<DevicePage>;
  diagnostics(deviceId: string, signal?: AbortSignal): Promise<DeviceDiagnostics>;
  /** What was left on an evaluation. That it is read is written down at the server. */
  remark(deviceId: string, evaluationId: string): Promise<Result<RemarkAnswer, ApiFault>>;
  /** Erases what was left on an evaluation, for good. Who did it and why is written down at the server. */
  eraseRemark(deviceId: string, evaluationId: string, request: RemarkErasureRequest): Promise<Result<void, ApiFault>>;
  importBundle(file: Blob): Promise<Result<BundleReport, ApiFault>>;
}

/** How long the server may take over a bundle, milliseconds: some gigabytes at what a disk takes. */
const bundlePatience = 3_600_000;

export function createApi(http: HttpClient): Api {
  const sessionPath = '/api/v1/session';
  return {
    session: (signal) => http.send({ path: sessionPath, answer: consoleSessionSchema, signal }),
    signIn: (request) => http.send({ method: 'POST', path: sessionPath, body: request, answer: consoleSessionSchema }),
    remark: (deviceId, evaluationId) =>
      http.send({ path: `/api/v1/evaluations/${deviceId}/${evaluationId}/remark`, answer: remarkAnswerSchema }),
    eraseRemark: (deviceId, evaluationId, body) =>
      http.send<void>({
        method: 'POST',
        path: `/api/v1/evaluations/${deviceId}/${evaluationId}/remark/erasure`,
        body,
        answer: null,
      }),
    importBundle: (file) =>
      http.send({
        method: 'POST',
        path: '/api/v1/bundles',
        file: { content: file, type: bundleContentType },
        answer: bundleReportSchema,
        patience: bundlePatience,
      }),
    signOut: () => http.send<void>({ method: 'DELETE', path: sessionPath, answer: null }),
    async evaluations(filters, { signal, ...page }) {
      const path = `/api/v1/evaluations?${query({ ...filters, ...page })}`;
      return unwrap(await http.send({ path, answer: evaluationPageSchema, signal }));
    },
    async diagnostics(deviceId, signal) {
      const path = `/api/v1/devices/${encodeURIComponent(deviceId)}/diagnostics`;
      return unwrap(await http.send({ path, answer: deviceDiagnosticsSchema, signal }));
    },
    async devices({ signal, ...page }) {
      return unwrap(await http.send({ path: `/api/v1/devices?${query(page)}`, answer: devicePageSchema, signal }));
    },
  };
}

function query(fields: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(given).toString();
}

function unwrap<T>(result: Result<T, ApiFault>): T {
  if (!result.ok) throw new ApiError(result.error);
  return result.value;
}
