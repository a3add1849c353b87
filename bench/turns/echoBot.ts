// The floor for `turns`: teams-ai's Application that echoes, on restify, as its samples start it.
import { Application, TeamsAdapter, type TurnState } from '@microsoft/teams-ai';
import restify from 'restify';

const adapter = new TeamsAdapter({ MicrosoftAppId: '' });
const app = new Application<TurnState>({});
app.activity('message', async (context) => {
  await context.sendActivity(`You said: ${context.activity.text}`);
});

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request, response, async (context) => {
    await app.run(context);
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.error('listening'));
