import { capture } from './capture.ts';
import { check } from './check.ts';
import { learn } from './learn.ts';
import { list } from './list.ts';
import { monitor } from './monitor.ts';
import { press } from './press.ts';
import { probe } from './probe.ts';
import { simulate } from './simulate.ts';
import type { PadTool } from './tool.ts';
import { udev } from './udev.ts';

export const tools: readonly PadTool[] = [list, probe, monitor, learn, capture, check, simulate, press, udev];
