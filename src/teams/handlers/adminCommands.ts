import type { TurnContext } from 'botbuilder';
import { doctorCard, doctorSummary } from '../../cards/doctorCard.ts';
import { refuseAdmin } from '../adminTurn.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import type { Turn } from '../readTurn.ts';
import { previewAs, readPreview } from './previewAs.ts';
import { showSettings } from './settingsDialog.ts';
import { typingUnlessAnsweredSoon } from '../typing.ts';

const SETTINGS = /^\/?(?:settings|einstellungen)[?.! ]*$/i;
const DOCTOR = /^\/?(?:doctor|doktor)[?.! ]*$/i;

interface TypedTurn {
  context: TurnContext;
  turn: Turn;
}

/** Does what an admin types; false when the text is no command of theirs. */
export async function obeyAdminCommand(typed: TypedTurn, ports: TeamsPorts, settings: TeamsSettings): Promise<boolean> {
  const wanted = readPreview(typed.turn.text);
  if (DOCTOR.test(typed.turn.text)) await showDoctor(typed, ports, settings);
  else if (wanted !== undefined) await previewAs({ ...typed, wanted }, ports, settings);
  else if (SETTINGS.test(typed.turn.text)) await showSettings(typed, ports);
  else return false;
  return true;
}

/** Looks after everything and shows an admin how it stands, the problems first. */
async function showDoctor({ context, turn }: TypedTurn, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const refused = await refuseAdmin({ turn, action: 'examineHouse', what: 'doctor' }, ports);
  if (refused !== undefined) {
    await context.sendActivity(refused);
    return;
  }
  const typing = typingUnlessAnsweredSoon(context, ports.log);
  const checks = await settings.examine().finally(() => typing.stop());
  await context.sendActivity({
    type: 'message',
    text: doctorSummary(checks, turn.messages),
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: doctorCard(checks, turn.messages) },
    ],
  });
}
