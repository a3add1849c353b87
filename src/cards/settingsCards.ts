import { HOUSE_BOUNDS, HOUSE_SETTINGS, type HouseSettings } from '../domain/houseSettings.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { shownText } from './shownText.ts';
import settingsTemplate from './templates/settings.json' with { type: 'json' };
import dialogTemplate from './templates/settingsDialog.json' with { type: 'json' };

/** How the house is set, for an admin. */
export interface SettingsView {
  version: number;
  values: HouseSettings;
  /** Said by the environment: shown, not asked for. */
  fixed: readonly (keyof HouseSettings)[];
  /** Name of the knowledge owner; empty for nobody. */
  ownerName: string;
  channels: readonly { conversationId: string; name: string; kind: 'first' | 'second'; queue: string }[];
  /** Sentences on what was not taken. */
  problems: readonly string[];
}

/** A dialog with more would be none. */
const CHANNELS_SHOWN = 8;
const TEXT_CHARACTERS = 100;
const DISPOSITIONS_CHARACTERS = 20_000;

/** How the house is set, with the button that opens the dialog. */
export function settingsCard(view: SettingsView, messages: Messages): AdaptiveCard {
  const words = messages.admin.settings;
  return fillCard(settingsTemplate, {
    language: messages.language,
    speak: words.title,
    fallback: messages.cards.cannotShow,
    title: words.title,
    facts: HOUSE_SETTINGS.map((name) => ({ label: words.labels[name], value: valueOf(name, view, messages) })),
    hint: words.cardHint,
    change: words.change,
  });
}

/** The dialog in which an admin sets the house; the client sends back what was seen, so that nothing newer is lost. */
export function settingsDialogCard(view: SettingsView, messages: Messages): AdaptiveCard {
  const words = messages.admin.settings;
  const open = HOUSE_SETTINGS.filter((name) => !view.fixed.includes(name));
  const channels = view.channels.slice(0, CHANNELS_SHOWN);
  return fillCard(dialogTemplate, {
    language: messages.language,
    title: words.title,
    fallback: messages.cards.cannotShow,
    problems: view.problems.map((text) => ({ text })),
    numbers: open.flatMap((name) => (isNumber(name) ? [numberInput(name, view, messages)] : [])),
    texts: open.flatMap((name) => (isNumber(name) ? [] : [textInput(name, view, messages)])),
    fixedHeading: words.fixed,
    fixed: view.fixed.map((name) => ({ label: words.labels[name], value: valueOf(name, view, messages) })),
    channelsHeading: words.channels,
    channels: channels.map(({ conversationId, name, kind, queue }) => ({
      ...{ kindId: `kind ${conversationId}`, queueId: `queue ${conversationId}`, kind, queue },
      label: shownText(name || messages.alerts.subscribe.unnamedChannel, TEXT_CHARACTERS),
      ...{ first: words.first, second: words.second, none: words.none, queueLabel: words.queue },
    })),
    hint: channels.length === 0 ? words.noChannels : words.channelsHint,
    seen: { version: view.version, channels: channels.map(seenChannel) },
    save: words.save,
  });
}

function seenChannel({ conversationId, kind, queue }: SettingsView['channels'][number]): object {
  return { conversationId, kind, queue };
}

function isNumber(name: keyof HouseSettings): name is keyof typeof HOUSE_BOUNDS {
  return name in HOUSE_BOUNDS;
}

function numberInput(name: keyof typeof HOUSE_BOUNDS, { values }: SettingsView, { admin }: Messages): object {
  const { min, max } = HOUSE_BOUNDS[name];
  const label = admin.settings.labels[name];
  return { id: name, label, value: values[name], min, max, error: admin.settings.bounds(label, min, max) };
}

function textInput(name: keyof HouseSettings, { values }: SettingsView, { admin }: Messages): object {
  const words = admin.settings;
  const isList = name === 'dispositions';
  return {
    ...{ id: name, label: words.labels[name], isMultiline: isList },
    placeholder: isList ? words.dispositionsHint : words.ownerHint,
    value: isList ? values.dispositions.join('\n') : values.knowledgeOwner,
    maxLength: isList ? DISPOSITIONS_CHARACTERS : TEXT_CHARACTERS,
  };
}

function valueOf(
  name: keyof HouseSettings,
  { values, ownerName }: SettingsView,
  { admin, language }: Messages,
): string {
  const words = admin.settings;
  if (name === 'dispositions') return words.count(values.dispositions.length);
  if (name === 'knowledgeOwner') return shownText(ownerName || words.nobody, TEXT_CHARACTERS);
  const value = values[name];
  if (value === 0 && name.startsWith('tokens')) return words.noLimit;
  return new Intl.NumberFormat(language).format(value);
}
