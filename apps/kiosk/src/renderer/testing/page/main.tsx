import { systemClock } from '@pingjia/shared';
import { copies } from '../../copy/i18n.ts';
import { mount } from '../../mount.tsx';
import { systemRandom } from '../../system-random.ts';
import { arabicSample } from '../arabic-sample.ts';
import { ScriptedHost } from '../scripted-host.ts';

// The pad's screen over a scripted host, which the console and the tests direct through `scripted`.
const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no #root.');
const host = new ScriptedHost({ clock: systemClock, random: systemRandom });
const kept = sessionStorage.getItem('journal');
if (kept !== null) host.journal.load(kept);
host.isEnrolled = new URLSearchParams(location.search).get('enrolled') !== 'no';
const { model, mirror, mirrorState } = mount(root, host.open, { ...copies, ar: arabicSample });
Object.assign(window, { scripted: { host, model, mirror, mirrorState } });
