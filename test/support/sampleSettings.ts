import type { SettingsView } from '../../src/cards/settingsCards.ts';

/** How a house is set; give what matters. */
export function someSettings(over: Partial<SettingsView> = {}): SettingsView {
  return {
    version: 3,
    values: {
      ...{ wrapUpMinutes: 30, retentionDays: 30, tokensPerPersonDay: 200_000, tokensPerCall: 60_000, tokensPerDay: 0 },
      dispositions: ['Billing corrected', 'Complaint', 'Information given'],
      knowledgeOwner: '',
    },
    fixed: ['retentionDays'],
    ownerName: '',
    channels: [
      { conversationId: '19:a@thread.tacv2', name: 'Scam alerts', kind: 'first', queue: '' },
      { conversationId: '19:b@thread.tacv2', name: 'Duty managers', kind: 'second', queue: 'Billing' },
    ],
    problems: [],
    ...over,
  };
}
