import { describeSmsSender } from '../../contracts/smsSender.ts';
import { openAcs } from '../../support/sms/communicationServices.ts';
import { openSmpp } from '../../support/sms/messageCentre.ts';

describeSmsSender('SMPP', openSmpp);
describeSmsSender('Azure Communication Services with a key', () => openAcs('key'));
describeSmsSender('Azure Communication Services with a token', () => openAcs('token'));
