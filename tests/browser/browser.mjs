// Chromium for the tests: CHROME_PATH, or the one inside the npm package (Linux x64, needs no system library).
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

// Made for functions that open one page and stop; several contexts need several processes.
const UNWANTED = /^--(headless|single-process|no-zygote)/;

export async function executable() {
  return process.env.CHROME_PATH ?? (await sparticuz.executablePath());
}

export async function launch() {
  const installed = process.env.CHROME_PATH;
  return chromium.launch({
    executablePath: await executable(),
    args: installed ? ['--no-sandbox'] : sparticuz.args.filter((arg) => !UNWANTED.test(arg)),
    headless: true,
  });
}
