import type { Browser, Locator, Page } from 'playwright-core';

/** The Agents Playground page, driven as a person would. Bot messages in channels are no output cards there. */
export interface PlaygroundPage {
  page: Page;
  say(text: string): Promise<void>;
  /** Mentions the bot and posts in a channel. */
  postToChannel(text: string): Promise<void>;
  switchTo(conversation: string): Promise<void>;
  /** Waits until the text stands on the page. */
  sees(text: string | RegExp): Promise<void>;
  pressCardButton(title: string): Promise<void>;
  /** Writes over a text of the last card. */
  fillCard(label: string, text: string): Promise<void>;
  giveFeedback(reaction: 'like' | 'dislike', reason: string): Promise<void>;
  searchFromComposeBox(words: string): Promise<void>;
  pickResult(title: string | RegExp): Promise<void>;
  sendComposed(): Promise<void>;
  close(): Promise<void>;
}

const STEP_MS = 10_000;

/** Opens the page and waits until the bot has answered its first activity. Nothing but this machine is reached. */
export async function openPlayground(browser: Browser, url: string): Promise<PlaygroundPage> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
  page.setDefaultTimeout(STEP_MS);
  await page.route(
    (address) => !['localhost', '127.0.0.1'].includes(address.hostname),
    (route) => route.abort(),
  );
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
  const editor = page.locator('[data-lexical-editor=true]').first();
  await editor.waitFor();
  await page.getByText('Connected.').first().waitFor();
  const lastCard = (): Locator => page.locator('.ac-adaptiveCard').last();
  const type = async (text: string, isMention: boolean): Promise<void> => {
    await editor.click();
    if (isMention) {
      await page.keyboard.type('@', { delay: 50 });
      await page.getByRole('menuitem').filter({ hasText: 'Earpiece' }).first().click();
      await page.keyboard.type(' ');
    }
    await page.keyboard.insertText(text);
  };
  return {
    page,
    say: async (text) => {
      await type(text, false);
      await page.getByRole('button', { name: 'Send Message' }).first().click();
    },
    postToChannel: async (text) => {
      await type(text, true);
      await page.getByRole('button', { name: 'Post', exact: true }).click();
    },
    switchTo: async (conversation) => {
      await page.getByRole('treeitem', { name: conversation }).click();
      await editor.waitFor();
      await page.waitForTimeout(400);
    },
    sees: (text) => page.getByText(text).last().waitFor(),
    pressCardButton: async (title) => {
      await lastCard().getByRole('button', { name: title, exact: true }).first().click();
    },
    fillCard: (label, text) => lastCard().getByLabel(label).first().fill(text),
    giveFeedback: async (reaction, reason) => {
      const name = reaction === 'like' ? /^like$|thumb.*up|good/i : /dislike|thumb.*down|bad/i;
      await page.getByRole('button', { name }).last().click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('textarea').fill(reason);
      await dialog.getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    },
    searchFromComposeBox: async (words) => {
      await page.getByRole('button', { name: 'Trigger Message Extension App' }).first().click();
      await page.getByRole('menuitem', { name: 'Search Command' }).click();
      await page.getByPlaceholder('Enter a search term').fill(words);
    },
    pickResult: (title) => page.getByText(title).first().click(),
    sendComposed: () => page.getByRole('button', { name: 'Send Message' }).first().click(),
    close: () => page.close(),
  };
}
