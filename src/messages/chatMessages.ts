const en = {
  welcome: 'Hello',
};

const de: typeof en = {
  welcome: 'Hallo',
};

export const chatMessages = { en, de };
