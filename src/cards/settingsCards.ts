import { HOUSE_BOUNDS, HOUSE_SETTINGS, type HouseMaps, type HouseSettings } from '../domain/houseSettings.ts';
import { namedIdText, onceEach } from '../domain/namedId.ts';
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
  /** Groups the environment names besides; undefined where nobody signs in. */
  given: HouseMaps | undefined;
  /** Name of the knowledge owner; empty for nobody. */
  ownerName: string;
  channels: readonly { conversationId: string; name: string; kind: 'first' | 'second'; queue: string }[];
  /** Sentences on what was not taken. */
  problems: readonly string[];
  /** Texts as they were typed when something was not taken, in place of what stands. */
  typed?: Partial<Record<TextName, string>>;
}

/** Settings that are typed as text. */
type TextName = Exclude<keyof HouseSettings, keyof typeof HOUSE_BOUNDS>;

/** A dialog with more would be none. */
const CHANNELS_SHOWN = 8;
const TEXT_CHARACTERS = 100;
const LIST_CHARACTERS = 20_000;
const GIVEN_CHARACTERS = 2_000;

/** Nobody's groups. */
const EXAMPLES: Readonly<Record<keyof HouseMaps, string>> = {
  roles: 'supervisor=11111111-2222-3333-4444-555555555555',
  groups: 'retention-team=11111111-2222-3333-4444-555555555555',
};

/** How the house is set, with the button that opens the dialog. */
export function settingsCard(view: SettingsView, messages: Messages): AdaptiveCard {
  const words = messages.admin.settings;
  return fillCard(settingsTemplate, {
    language: messages.language,
    speak: words.title,
    fallback: messages.cards.cannotShow,
    title: words.title,
    facts: shownIn(view).map((name) => ({ label: words.labels[name], value: valueOf(name, view, messages) })),
    hint: words.cardHint,
    change: words.change,
  });
}

/** The dialog in which an admin sets the house; the client sends back what was seen, so that nothing newer is lost. */
export function settingsDialogCard(view: SettingsView, messages: Messages): AdaptiveCard {
  const words = messages.admin.settings;
  const open = shownIn(view).filter((name) => !view.fixed.includes(name));
  const channels = view.channels.slice(0, CHANNELS_SHOWN);
  return fillCard(dialogTemplate, {
    language: messages.language,
    title: words.title,
    fallback: messages.cards.cannotShow,
    problems: view.problems.map((text) => ({ text })),
    numbers: open.flatMap((name) => (isNumber(name) ? [numberInput(name, view, messages)] : [])),
    texts: open.flatMap((name) => (isNumber(name) ? [] : [textInput(name, view, messages)])),
    fixedHeading: words.fixed,
    fixed: [
      ...view.fixed.map((name) => ({ label: words.labels[name], value: valueOf(name, view, messages) })),
      ...givenFacts(view, messages),
    ],
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

/** Without groups where nobody signs in. */
function shownIn({ given }: SettingsView): readonly (keyof HouseSettings)[] {
  return given === undefined ? HOUSE_SETTINGS.filter((name) => name !== 'roles' && name !== 'groups') : HOUSE_SETTINGS;
}

function givenFacts({ given }: SettingsView, { admin }: Messages): object[] {
  return (['roles', 'groups'] as const).flatMap((name) => {
    const pairs = given?.[name] ?? [];
    const value = shownText(pairs.map(namedIdText).join(', '), GIVEN_CHARACTERS);
    return pairs.length === 0 ? [] : [{ label: admin.settings.labels[name], value }];
  });
}

function isNumber(name: keyof HouseSettings): name is keyof typeof HOUSE_BOUNDS {
  return name in HOUSE_BOUNDS;
}

function numberInput(name: keyof typeof HOUSE_BOUNDS, { values }: SettingsView, { admin }: Messages): object {
  const { min, max } = HOUSE_BOUNDS[name];
  const label = admin.settings.labels[name];
  return { id: name, label, value: values[name], min, max, error: admin.settings.bounds(label, min, max) };
}

function textInput(name: TextName, { values, typed }: SettingsView, { admin }: Messages): object {
  const words = admin.settings;
  const list = { id: name, label: words.labels[name], isMultiline: true, maxLength: LIST_CHARACTERS, hint: '' };
  const value = typed?.[name] ?? textOf(name, values);
  switch (name) {
    case 'roles':
      return { ...list, value, hint: words.rolesHint, placeholder: EXAMPLES.roles };
    case 'groups':
      return { ...list, value, hint: words.groupsHint, placeholder: EXAMPLES.groups };
    case 'dispositions':
      return { ...list, value, placeholder: words.dispositionsHint };
    case 'knowledgeOwner':
      return { ...list, value, isMultiline: false, maxLength: TEXT_CHARACTERS, placeholder: words.ownerHint };
  }
}

function textOf(name: TextName, values: HouseSettings): string {
  switch (name) {
    case 'roles':
    case 'groups':
      return values[name].map(namedIdText).join('\n');
    case 'dispositions':
      return values.dispositions.join('\n');
    case 'knowledgeOwner':
      return values.knowledgeOwner;
  }
}

function valueOf(
  name: keyof HouseSettings,
  { values, given, ownerName }: SettingsView,
  { admin, language }: Messages,
): string {
  const words = admin.settings;
  if (name === 'dispositions') return words.count(values.dispositions.length);
  if (name === 'roles' || name === 'groups') {
    return words.count(onceEach([...(given?.[name] ?? []), ...values[name]]).length);
  }
  if (name === 'knowledgeOwner') return shownText(ownerName || words.nobody, TEXT_CHARACTERS);
  const value = values[name];
  if (value === 0 && name.startsWith('tokens')) return words.noLimit;
  return new Intl.NumberFormat(language).format(value);
}
