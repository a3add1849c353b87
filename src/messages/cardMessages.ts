const en = {
  sources: 'Sources',
};

const de: typeof en = {
  sources: 'Quellen',
};

export const cardMessages = { en, de };
