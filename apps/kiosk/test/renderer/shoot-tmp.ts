import { chromium } from 'playwright-core';
import { servePage } from './page-server.ts';
const only = process.argv[2];
const sizes: Record<string, [number, number]> = { s: [1280, 800], l: [1920, 1080], p: [1080, 1920] };
const server = await servePage("/tmp/page");
const states: Record<string, string> = {
  attract: `0`,
  rating: `(h.session.ticket='A042', h.session.itemCode='000125004000', h.session.arm('staff'))`,
  pressed: `(h.session.press=()=>{}, h.isDeaf=true, h.session.arm('staff'))`,
  thanks: `(h.session.arm('staff'), h.session.press('rate','x','very_satisfied'))`,
  thanks5: `(h.session.arm('staff'), h.session.press('rate','x','very_dissatisfied'))`,
  change: `(h.session.arm('staff'), h.session.press('rate','x','satisfied'))`,
  follow: `(h.session.arm('staff'), h.session.press('rate','x','very_satisfied'), h.session.isFrozen=false, new Promise(r=>setTimeout(r,1500)))`,
  followbad: `(h.session.arm('staff'), h.session.press('rate','x','dissatisfied'), h.session.isFrozen=false, new Promise(r=>setTimeout(r,1500)))`,
  paused: `h.pause('JOURNAL_FULL')`,
  lost: `(h.refusal=null, h.open, h.drop(), h.sayText=()=>{}, new Promise(r=>setTimeout(r,2200)))`,
  refused: `(h.refusal={code:'SCREEN_ALREADY_OPEN'}, h.drop(), new Promise(r=>setTimeout(r,600)))`,
  tech: `h.setStatus({sync:{phase:'waiting',unsent:42,fault:{code:'SERVER_UNREACHABLE'},retryIn:12000}})`,
};
for (const [tag, font] of [['', 16], ['x2', 32]] as const) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', `--blink-settings=defaultFontSize=${font}`] });
  for (const [size, [width, height]] of Object.entries(sizes)) {
    for (const variant of ['zh', 'en', 'ar', 'long']) {
      for (const [state, script] of Object.entries(states)) {
        const name = `${state}-${size}-${variant}${tag}`;
        if (only !== undefined && !new RegExp(only).test(name)) continue;
        const page = await browser.newPage({ viewport: { width, height } });
        page.on('console', (m) => { if (m.type() === 'error') console.log(name, m.text()); });
        page.on('pageerror', (e) => console.log(name, e.message));
        await page.goto(server.address);
        await page.getByTestId('attract').waitFor();
        const lang = variant === 'long' ? 'en' : variant;
        if (variant === 'ar') await page.evaluate(`scripted.host.configure({languages:['ar','zh-CN']})`);
        if (variant === 'en' || variant === 'long') await page.evaluate(`scripted.host.configure({languages:['en','zh-CN']})`);
        if (variant === 'long') await page.evaluate(`(scripted.host.signIn('6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0002'))`);
        await page.evaluate(`{const h=scripted.host; h.session.isFrozen=${!state.startsWith('follow')}; ${script.replace(/000125004000/, variant === 'long' ? '000125004001' : '000125004000')}}`);
        if (state === 'pressed') await page.getByTestId('grade-satisfied').click();
        if (state === 'change') await page.getByTestId('change').click();
        if (state.startsWith('follow')) { await page.locator('.chip').first().waitFor(); await page.locator('.chip').first().click(); await page.locator('.chip').nth(3).click(); }
        if (state === 'tech') { const b = await page.getByTestId('window-label').boundingBox(); await page.mouse.move(b!.x + 20, b!.y + 20); await page.mouse.down(); await page.waitForTimeout(3200); await page.mouse.up(); }
        await page.waitForTimeout(500);
        const over = await page.evaluate(`(() => { const out=[]; const W=innerWidth,H=innerHeight; for (const e of document.querySelectorAll('button,h1,p,span,svg')) { if (e.closest('.visually-hidden')||e.closest('.chips')||e.closest('dl')) continue; const r=e.getBoundingClientRect(); if (r.width&&(r.right>W+1||r.left<-1||r.bottom>H+1||r.top<-1)) out.push((e.className.baseVal??e.className)+':'+[r.left,r.top,r.right,r.bottom].map(Math.round)); if (e.tagName==='BUTTON' && (r.height<79.5||r.width<79.5)) out.push('small '+e.className+e.dataset.testid+Math.round(r.width)+'x'+Math.round(r.height)); if (e.scrollWidth>e.clientWidth+1 && e.clientWidth && !e.classList.contains('clamp')&&!e.classList.contains('window-number')) out.push('wide '+e.className+' '+e.scrollWidth+'>'+e.clientWidth);} return out.join(' | ') })()`);
        if (over !== '') console.log(name, over);
        await page.screenshot({ path: `/tmp/shots/${name}.png` });
        await page.close();
      }
    }
  }
  await browser.close();
}
await server.close();
