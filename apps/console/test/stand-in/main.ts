import { join } from 'node:path';
import { sampleDeviceItems } from './sample-devices.ts';
import { SampleEvaluations } from './sample-evaluations.ts';
import { StandIn } from './stand-in.ts';

/** Milliseconds between two evaluations that arrive by themselves. */
const arrival = 4_000;

const standIn = await StandIn.start({
  dist: join(import.meta.dirname, '../../dist'),
  port: Number(process.env.PORT ?? 8787),
});
const samples = new SampleEvaluations(7);
standIn.devices = sampleDeviceItems(Date.now());
standIn.evaluations.add(...samples.history(180, Date.now()));
setInterval(() => standIn.accept(samples.at(Date.now())), arrival);
process.stdout.write(`${standIn.url}  clerk / correct\n`);
