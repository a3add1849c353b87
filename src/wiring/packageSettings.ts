import { z } from 'zod';

const page = z.url({ protocol: /^https$/, error: 'must be an https address' });

/** Settings that only the Teams app package needs: what an admin sees about the app before it is installed. */
export const packageSettings = {
  TEAMS_APP_ID: z.guid('must be a GUID').optional().describe('Id of the Teams app. Default: BOT_ID.'),
  WEBSITE_URL: page.optional().describe('Your page about this app, shown in Teams. For "earpiece package".'),
  PRIVACY_URL: page.optional().describe('Your privacy statement, shown in Teams. For "earpiece package".'),
  TERMS_URL: page.optional().describe('Your terms of use, shown in Teams. For "earpiece package".'),
};
