import { chooseChannels } from './bridge/open-channel.ts';
import { copies } from './copy/i18n.ts';
import { mount } from './mount.tsx';

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no #root.');
mount(root, chooseChannels(window), copies);
