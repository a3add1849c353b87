import type { SettingsView } from '../../src/cards/settingsCards.ts';

/** Groups of a house where people sign in: what the environment names, and what admins have added. */
export const someGroups = {
  given: {
    roles: [{ name: 'admin', id: '0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10' }],
    groups: [{ name: 'retention-team', id: '6f1f0a3e-7a55-4c83-9a34-0c5d2f7a9b21' }],
  },
  added: {
    roles: [
      { name: 'supervisor', id: '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f' },
      { name: 'agent', id: '7e6d5c4b-3a29-4f18-8e07-d6c5b4a39281' },
    ],
    groups: [{ name: 'Kündigung 2. Ebene', id: '2b4d6f80-1a3c-4e5d-9f7b-8c6a4e2d0b1f' }],
  },
} as const satisfies { given: SettingsView['given']; added: SettingsView['given'] };

/** How a house is set; give what matters. */
export function someSettings(over: Partial<SettingsView> = {}): SettingsView {
  return {
    version: 3,
    values: {
      ...{ wrapUpMinutes: 30, retentionDays: 30, tokensPerPersonDay: 200_000, tokensPerCall: 60_000, tokensPerDay: 0 },
      dispositions: ['Billing corrected', 'Complaint', 'Information given'],
      knowledgeOwner: '',
      ...{ roles: [], groups: [] },
    },
    fixed: ['retentionDays'],
    given: undefined,
    ownerName: '',
    channels: [
      { conversationId: '19:a@thread.tacv2', name: 'Scam alerts', kind: 'first', queue: '' },
      { conversationId: '19:b@thread.tacv2', name: 'Duty managers', kind: 'second', queue: 'Billing' },
    ],
    problems: [],
    ...over,
  };
}
