// What a removal request needs, checked here as the API checks it, so that most mistakes are answered at once.
export const FIELDS = ['profile', 'email', 'relation', 'reason'] as const;
export type Field = (typeof FIELDS)[number];
export type Request = Record<Field, string>;
export type Mistakes = Partial<Record<Field, string>>;

export const LEAST_REASON = 10;

export const NAMES: Record<Field, string> = {
  profile: 'Profile',
  email: 'Your e-mail address',
  relation: 'Who you are',
  reason: 'Reason',
};

const EMAIL = /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/;

export function mistakes({ profile, email, relation, reason }: Request): Mistakes {
  return {
    ...(!profile.trim() && { profile: 'Give the Instagram handle or the address of the profile.' }),
    ...(!EMAIL.test(email.trim()) && { email: 'Give an e-mail address we can answer, such as name@example.com.' }),
    ...(!['self', 'studio', 'other'].includes(relation) && { relation: 'Say who you are to the artist.' }),
    ...(reason.trim().length < LEAST_REASON && { reason: `Write at least ${LEAST_REASON} characters.` }),
  };
}

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

/** The API's `invalid-params` as sentences beside the fields they name. */
export function refusals(invalid: { name: string; reason: string }[]): Mistakes {
  return Object.fromEntries(invalid.filter(({ name }) => isField(name)).map(({ name, reason }) => [name, sentence(name as Field, reason)]));
}

const sentence = (field: Field, reason: string): string => `${NAMES[field]} ${reason.replace(/[.\s]+$/, '')}.`;
