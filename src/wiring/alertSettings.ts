import { z } from 'zod';

/** How alerts are raised and shown. */
export interface AlertSettings {
  mode: 'live' | 'shadow';
  /** How long nobody is told in shadow before supervisors are shown what there would have been. */
  shadowDays: number;
  escalateAfterMs: number;
  /** How many calls a minute a model is asked about; undefined: none. */
  secondOpinion: { mostPerMinute: number } | undefined;
  /** Holds {callId}; undefined where there is nothing to open. */
  controlUrl: string | undefined;
}

/** Settings of scam alerts from live calls. */
export const alertSettings = {
  ALERT_MODE: z
    .enum(['live', 'shadow'], 'must be live or shadow')
    .default('live')
    .describe('live tells supervisors of scam alerts; shadow only counts what would have been told.'),
  ALERT_SHADOW_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(90)
    .default(14)
    .describe('Days that reviews of alerts look back; in shadow, supervisors are shown the first review after them.'),
  ALERT_ESCALATE_SECONDS: z.coerce
    .number()
    .min(10)
    .max(86_400)
    .default(120)
    .describe('Seconds after which an alert that nobody takes up goes to the second channel.'),
  SCAM_SECOND_OPINION: z
    .enum(['off', 'on'], 'must be off or on')
    .default('off')
    .describe(
      'on sends the last sentences of doubtful live calls to the language model, with stand-ins for personal data.',
    ),
  SCAM_SECOND_OPINION_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(600)
    .default(10)
    .describe('How often a minute the model is asked for a second opinion, by all processes together.'),
  CALL_CONTROL_URL: z
    .string()
    .refine(isHttps, 'must be an https address without a user name')
    .refine((url) => url.includes('{callId}'), 'must hold {callId}')
    .optional()
    .describe('Address of a call in the dialler, with {callId} in it; alert cards link to it.'),
};

type Values = z.infer<z.ZodObject<typeof alertSettings>>;

/** How alerts are raised and shown, as the settings say. */
export function readAlerts(values: Values): AlertSettings {
  return {
    mode: values.ALERT_MODE,
    shadowDays: values.ALERT_SHADOW_DAYS,
    escalateAfterMs: values.ALERT_ESCALATE_SECONDS * 1000,
    secondOpinion:
      values.SCAM_SECOND_OPINION === 'on' ? { mostPerMinute: values.SCAM_SECOND_OPINION_PER_MINUTE } : undefined,
    controlUrl: values.CALL_CONTROL_URL,
  };
}

function isHttps(text: string): boolean {
  const url = URL.parse(text.replaceAll('{callId}', 'call'));
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}
