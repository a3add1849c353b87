/** Groups of fewer calls or notes are shown nowhere: behind a small number stands a person. */
export const SMALLEST_GROUP = 5;

const COUNTED = ['week', 'topic'] as const;

/** Views of the database that are made for BI, with their columns. None of them knows an agent, a customer or a call. */
export const BI_VIEWS = {
  bi_calls_by_day: ['day', 'direction', 'calls', 'handled_calls', 'handling_seconds'],
  bi_notes_by_week: [
    ...COUNTED,
    ...['notes', 'timed_notes', 'after_call_seconds', 'compared_notes', 'unedited_notes', 'edit_words', 'by_model'],
    ...['began_positive', 'ended_positive', 'began_negative', 'ended_negative', 'turned_for_the_better'],
  ],
  bi_first_contact_by_week: ['week', 'with_help', 'calls', 'resolved'],
  bi_alerts_by_day: ['day', 'mode', 'level', 'outcome', 'queue', 'alerts', 'taken_up', 'take_up_seconds'],
  bi_answers_by_day: ['day', 'answers', 'answers_in_calls'],
  bi_gaps_by_day: ['day', 'why', 'gaps', 'answered'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type BiView = keyof typeof BI_VIEWS;

/** Columns that hold text; all others hold whole numbers. */
export const BI_TEXT_COLUMNS: ReadonlySet<string> = new Set([
  ...['day', 'week', 'direction', 'topic', 'mode', 'level', 'outcome', 'queue', 'why'],
]);
